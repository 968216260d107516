import { Badge, BlockStack, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useShopifyWord } from "../state-badge.tsx";
import type { OrderPageView } from "./types.ts";

const TONES: Record<string, "critical" | "warning" | "success"> = {
  HIGH: "critical",
  MEDIUM: "warning",
  LOW: "success",
};

/** Shopify's and apps' fraud assessments. */
export function RiskCard({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const shopifyWord = useShopifyWord();
  const { risk } = view.content;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("toImport.column.risk")}
        </Text>
        {risk.recommendation ? (
          <Text as="p">
            {t("order.recommendation", { word: shopifyWord(risk.recommendation) })}
          </Text>
        ) : null}
        {risk.assessments.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("order.noRisk")}
          </Text>
        ) : (
          risk.assessments.map((one, index) => {
            const tone = TONES[one.level];
            return (
              <BlockStack gap="100" key={String(index)}>
                <InlineStack gap="200">
                  <Badge {...(tone ? { tone } : {})}>{shopifyWord(one.level)}</Badge>
                  <Text as="span">{one.provider ?? t("order.actor.shopify")}</Text>
                </InlineStack>
                {one.facts.length > 0 ? (
                  <List>
                    {one.facts.map((fact, at) => (
                      <List.Item key={String(at)}>{fact.description}</List.Item>
                    ))}
                  </List>
                ) : null}
              </BlockStack>
            );
          })
        )}
      </BlockStack>
    </Card>
  );
}
