import { BlockStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";

export interface Credit {
  id: string;
  number: string;
  amount: string;
  currency: string;
  method: string;
  date: string;
}

/** Payments on account: money of the customer that no invoice took. */
export function Credits({ credits }: { credits: Credit[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (credits.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t("ledger.customer.credits")}
      </Text>
      <List>
        {credits.map(({ id, number, amount, currency, method, date }) => (
          <List.Item key={id}>
            {t("ledger.document.payment", {
              number,
              amount: format.money(amount, currency),
              method,
              day: format.plainDay(date),
            })}
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}
