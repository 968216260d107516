import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { OrderPageView } from "./types.ts";

/** What was paid beyond the invoices, to the credit of the customer in the ERP. */
export function Credits({ credits }: Pick<OrderPageView, "credits">) {
  const { t } = useTranslation();
  const format = useFormat();
  if (credits.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t("order.credits")}
      </Text>
      {credits.map(({ id, number, amount, currency, state }) => (
        <InlineStack key={id} gap="200" blockAlign="center">
          <Text as="span" breakWord>
            {[number, format.money(amount, currency)].filter(Boolean).join(format.between)}
          </Text>
          <StateBadge group="registration" value={state} />
        </InlineStack>
      ))}
      <Text as="p" tone="subdued">
        {t("order.creditsHelp")}
      </Text>
    </BlockStack>
  );
}
