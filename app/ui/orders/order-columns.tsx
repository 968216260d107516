import { Badge, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { OrderListRow } from "#app/domain/orders/views/order-list.server.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge, useShopifyWord } from "../state-badge.tsx";

/** The columns besides the order's name, in the order they stand in. */
export const ORDER_COLUMNS = [
  ...["date", "customer", "email", "total", "payment", "fulfillment"],
  ...["document", "documentNumber", "channel", "card", "poNumber", "tags"],
] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];

const USUAL: readonly string[] = [
  ...["date", "customer", "total", "payment", "fulfillment", "document", "channel"],
];

/** The columns an address asks for (`cols`); none: the usual ones. */
export function shownColumns(cols: string | null): OrderColumn[] {
  const asked = cols?.split(",") ?? [];
  const known = ORDER_COLUMNS.filter((column) => asked.includes(column));
  return known.length > 0 ? known : ORDER_COLUMNS.filter((column) => USUAL.includes(column));
}

/** The address's `cols` with one column more or less; null: they are the usual ones again. */
export function withColumn(shown: readonly OrderColumn[], column: OrderColumn): string | null {
  const wanted = shown.includes(column)
    ? shown.filter((one) => one !== column)
    : ORDER_COLUMNS.filter((one) => one === column || shown.includes(one));
  return wanted.join() === USUAL.join() ? null : wanted.join();
}

/** What each column says of an order. */
export function useOrderCells(): Record<OrderColumn, (row: OrderListRow) => ReactNode> {
  const { t } = useTranslation();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  const name = (text: string | null) => <div className="cell-name">{text}</div>;
  return {
    date: (row) => format.time(row.at),
    customer: (row) => name(row.customer ?? t("toImport.guest")),
    email: (row) => name(row.email),
    total: (row) => (
      <Text as="span" alignment="end" numeric>
        {format.money(row.total, row.currency)}
      </Text>
    ),
    payment: (row) => (row.payment ? <Badge>{shopifyWord(row.payment)}</Badge> : null),
    fulfillment: (row) => <Badge>{shopifyWord(row.fulfillment)}</Badge>,
    document: (row) => <DocumentCell row={row} />,
    documentNumber: (row) => row.documentNumber,
    channel: (row) => name(row.channel),
    card: (row) => name(row.card),
    poNumber: (row) => name(row.poNumber),
    tags: (row) => name(row.tags.join(", ")),
  };
}

export function DocumentCell({ row }: { row: OrderListRow }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="100" blockAlign="center">
      <StateBadge group="document" value={row.document} />
      {row.documentNumber ? <Text as="span">{row.documentNumber}</Text> : null}
      {row.conflict ? <Badge tone="warning">{t("order.conflict")}</Badge> : null}
    </InlineStack>
  );
}
