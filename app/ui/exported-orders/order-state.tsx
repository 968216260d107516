import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OwnClicks } from "../list/own-clicks.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { OrderRow } from "#app/domain/order-export/views/orders-screen.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** How far a sales order is, what would be sent of it, and why it is not. */
export function OrderState({ row }: { row: OrderRow }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const { state, reason, detail, status, taskId } = row;
  return (
    <BlockStack gap="100" inlineAlign="start">
      <InlineStack gap="200" blockAlign="center">
        <StateBadge group="export" value={state} />
      </InlineStack>
      {reason === null ? null : (
        <Text as="span" breakWord>
          {known("exportedOrders.reason", reason, reason, { detail })}
        </Text>
      )}
      {row.missing.length > 0 ? (
        <Text as="span" tone="subdued" breakWord>
          {t("exportedOrders.addressLeftOut", {
            parts: row.missing.map((part) => known("exportedOrders.part", part, part)).join(", "),
          })}
        </Text>
      ) : null}
      {row.preview === null ? null : (
        <Text as="span" tone="subdued" breakWord>
          {[
            row.preview.lines.join(", "),
            ...(row.preview.newCustomer ? [t("exportedOrders.newCustomer")] : []),
            t(row.preview.paid ? "exportedOrders.paid" : "exportedOrders.unpaid"),
          ].join(format.between)}
        </Text>
      )}
      {row.edited ? (
        <Text as="span" tone="caution" breakWord>
          {t("exportedOrders.edited")}
        </Text>
      ) : null}
      {state === "exported" && (status === "cancelled" || status === "gone") ? (
        <Text as="span" tone="subdued">
          {t("exportedOrders.erpCancelled")}
        </Text>
      ) : null}
      {taskId === null ? null : (
        <OwnClicks>
          <Link url={withQuery(paths.tasks, { state: "attention" })}>
            {t("exportedOrders.openTask")}
          </Link>
        </OwnClicks>
      )}
    </BlockStack>
  );
}
