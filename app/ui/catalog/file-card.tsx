import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CatalogPage } from "#app/domain/catalog/views/catalog-screen.server.ts";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";

type Feed = NonNullable<CatalogPage["feed"]>;

/** What the address gives now, and when it is written again. */
export function FileCard({ served, nextAt, remarks }: Pick<Feed, "served" | "nextAt" | "remarks">) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("catalog.state")}
        </Text>
        <KeyValues
          rows={[
            [
              t("catalog.served"),
              served?.endedAt ? format.time(served.endedAt) : t("catalog.none"),
            ],
            [t("catalog.variants"), served && format.count(served.variants)],
            [t("catalog.products"), served && format.count(served.products)],
            [t("catalog.next"), format.time(nextAt)],
          ]}
        />
        {remarks.length > 0 ? (
          <>
            <Text as="h3" variant="headingSm">
              {t("catalog.remarks")}
            </Text>
            <List>
              {remarks.map((remark) => (
                <List.Item key={remark.reason}>
                  <Remark {...remark} />
                </List.Item>
              ))}
            </List>
          </>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Remark({ reason, count, examples }: Feed["remarks"][number]) {
  const { t } = useTranslation();
  const named = examples.join(", ");
  const more = count - examples.length;
  return (
    <Text as="span" breakWord>
      {t("catalog.remarkNamed", {
        what: t(`catalog.remark.${reason}`, { count }),
        examples: more > 0 ? t("catalog.remarkMore", { examples: named, more }) : named,
      })}
    </Text>
  );
}
