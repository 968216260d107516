import {
  Badge,
  BlockStack,
  Card,
  FormLayout,
  InlineStack,
  List,
  Select,
  Text,
} from "@shopify/polaris";
import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import type { OrderPageView } from "./types.ts";

/** Versions of the order and what changed between two of them; what bears on a made document is marked. */
export function Versions({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [, setParams] = useSearchParams();
  const options = view.versions.map((version) => ({
    value: version.id,
    label: [
      format.time(version.createdAt),
      version.isCurrent ? t("order.version.current") : "",
      version.isProcessed ? t("order.version.processed") : "",
    ]
      .filter(Boolean)
      .join(format.between),
  }));
  const choose = (side: "from" | "to") => (id: string) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.set(side, id);
        return after;
      },
      { preventScrollReset: true },
    );
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("order.tab.changes")}
        </Text>
        {view.versions.length < 2 || view.compared === null ? (
          <Text as="p" tone="subdued">
            {t("order.version.one")}
          </Text>
        ) : (
          <>
            <FormLayout>
              <FormLayout.Group>
                <Select
                  label={t("order.version.from")}
                  options={options}
                  value={view.compared.from}
                  onChange={choose("from")}
                />
                <Select
                  label={t("order.version.to")}
                  options={options}
                  value={view.compared.to}
                  onChange={choose("to")}
                />
              </FormLayout.Group>
            </FormLayout>
            {view.compared.differences.length === 0 ? (
              <Text as="p">{t("order.version.same")}</Text>
            ) : (
              <List>
                {view.compared.differences.map((difference, index) => (
                  <List.Item key={difference.text + String(index)}>
                    <InlineStack gap="200">
                      <span className="wrap-anywhere">
                        {t(difference.text, difference.params as Record<string, unknown>)}
                      </span>
                      {difference.commercial ? (
                        <Badge tone="warning">{t("order.version.commercial")}</Badge>
                      ) : null}
                    </InlineStack>
                  </List.Item>
                ))}
              </List>
            )}
          </>
        )}
      </BlockStack>
    </Card>
  );
}
