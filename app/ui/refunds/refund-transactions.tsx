import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord } from "../state-badge.tsx";
import type { RefundView } from "#app/domain/refund-page/refund-page.server.ts";

/** The money that went back, or is on its way. */
export function RefundTransactions({ view }: { view: RefundView }) {
  const { t } = useTranslation();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  const registered = (inErp: RefundView["transactions"][number]["inErp"]): string | null =>
    inErp &&
    (inErp.state === "done"
      ? t("refunds.registered", { number: inErp.number ?? "" })
      : t("refunds.notRegistered"));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("refunds.transactions")}
        </Text>
        {view.transactions.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("refunds.noTransactions")}
          </Text>
        ) : (
          view.transactions.map((one) => (
            <InlineStack key={one.id} align="space-between" gap="200">
              <Text as="span" breakWord>
                {[one.gateway, shopifyWord(one.status), registered(one.inErp)]
                  .filter(Boolean)
                  .join(format.between)}
              </Text>
              <Text as="span" numeric>
                {format.money(one.amount.presentment.amount, one.amount.presentment.currency)}
              </Text>
            </InlineStack>
          ))
        )}
      </BlockStack>
    </Card>
  );
}
