import {
  Badge,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Page,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { MappingOverview } from "#app/domain/mapping/views/mapping-overview.server.ts";
import { paths } from "#app/lib/paths.ts";
import { CardSwitch } from "../settings/card-switch.tsx";
import { useFormat } from "../shop-context.tsx";

/** Every kind of mapping with how much of it is done, what waits first. */
export function MappingsScreen({ card, cards, kinds, links }: MappingOverview) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Page title={t("mappings.title")} subtitle={t("mappings.subtitle")}>
      <BlockStack gap="400">
        {cards.length > 1 ? (
          <Card>
            <CardSwitch cards={cards} current={card} />
          </Card>
        ) : null}
        {[...kinds, ...links].map(({ page, total, open }) => {
          const isLink = links.some((link) => link.page === page);
          const done = total - (isLink ? 0 : open);
          return (
            <Card key={page}>
              <BlockStack gap="200">
                <InlineStack align="space-between" blockAlign="center" gap="200">
                  <InlineStack gap="200" blockAlign="center">
                    <Text as="h2" variant="headingMd">
                      {t(`mappings.page.${page}.title`)}
                    </Text>
                    {open > 0 ? (
                      <Badge tone="attention">
                        {t(isLink ? "mappings.waiting" : "mappings.unmapped", { count: open })}
                      </Badge>
                    ) : null}
                  </InlineStack>
                  <Button
                    url={paths.mapping(page, undefined, cards.length > 1 ? card : undefined)}
                    accessibilityLabel={t("mappings.openThis", {
                      title: t(`mappings.page.${page}.title`),
                    })}
                  >
                    {t("mappings.open")}
                  </Button>
                </InlineStack>
                <Text as="p" tone="subdued">
                  {t(`mappings.page.${page}.help`)}
                </Text>
                {isLink ? (
                  <Text as="p">{t("mappings.linked", { count: total })}</Text>
                ) : total > 0 ? (
                  <>
                    <div id={`meter-${page}`}>
                      <Text as="p">
                        {t("mappings.coverage", {
                          done: format.count(done),
                          total: format.count(total),
                        })}
                      </Text>
                    </div>
                    <ProgressBar
                      progress={Math.floor((done * 100) / total)}
                      size="small"
                      tone={open > 0 ? "primary" : "success"}
                      ariaLabelledBy={`meter-${page}`}
                    />
                  </>
                ) : null}
              </BlockStack>
            </Card>
          );
        })}
      </BlockStack>
    </Page>
  );
}
