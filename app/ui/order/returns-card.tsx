import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { OrderPageView } from "./types.ts";
import { paths } from "#app/lib/paths.ts";

/** The order's returns and refunds, each with how far its credit memo is. An order without any has no such card. */
export function ReturnsCard({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.refunds.length + view.returns.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("refunds.section")}
        </Text>
        {view.returns.map((entry) => (
          <InlineStack key={entry.id} align="space-between" gap="200" blockAlign="center">
            <Link url={paths.return(entry.id)}>{t("returns.named", { name: entry.name })}</Link>
            <StateBadge group="return" value={entry.status} />
          </InlineStack>
        ))}
        {view.refunds.map((refund) => (
          <InlineStack key={refund.id} align="space-between" gap="200" blockAlign="center">
            <Link url={paths.refund(refund.id)}>
              {t("refunds.of", { at: format.time(refund.at) })}
            </Link>
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" numeric>
                {format.money(refund.amount, refund.currency)}
              </Text>
              <StateBadge group="refund" value={refund.state} />
              {refund.documentNumber ? <Text as="span">{refund.documentNumber}</Text> : null}
            </InlineStack>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
