import { db } from "#app/db/client.server.ts";
import { savedViews } from "#app/domain/saved-views/saved-views.server.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { pageRequest } from "#app/lib/paging.ts";
import { allOrders, countOrders, listOrders, type OrderRow } from "../lists/list-orders.server.ts";
import { ordersFilter, ordersSort } from "../lists/orders-filter.ts";

/** Imported orders as the list's address asks for them. */
export async function ordersScreen(shop: string, params: URLSearchParams) {
  const filter = ordersFilter(params);
  const [page, total, cards, channels, saved] = await Promise.all([
    listOrders(shop, { ...filter, ...pageRequest(params), sort: ordersSort(params) }),
    countOrders(shop, filter),
    cardChoices(shop),
    channelsOf(shop),
    savedViews(shop, "orders"),
  ]);
  return {
    next: page.next,
    previous: page.previous,
    total,
    // Nothing anywhere, or only nothing in this view?
    none: total === 0 && (await countOrders(shop, {})) === 0,
    cards,
    channels,
    saved,
    rows: page.rows.map((row) => orderRow(row, cards)),
  };
}

const MOST_CHANNELS = 50;

/** The channels that orders came from, by the name people see; from one to the next by the index, however many orders each has. */
async function channelsOf(shop: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ channel: string }[]>`
    WITH RECURSIVE each AS (
      (SELECT COALESCE("channel", "sourceName") AS channel FROM "Order" WHERE "shop" = ${shop} AND COALESCE("channel", "sourceName") IS NOT NULL
        ORDER BY COALESCE("channel", "sourceName") LIMIT 1)
      UNION ALL
      SELECT (SELECT COALESCE(o."channel", o."sourceName") FROM "Order" o WHERE o."shop" = ${shop} AND COALESCE(o."channel", o."sourceName") > e.channel
        ORDER BY COALESCE(o."channel", o."sourceName") LIMIT 1)
      FROM each e WHERE e.channel IS NOT NULL)
    SELECT channel FROM each WHERE channel IS NOT NULL LIMIT ${MOST_CHANNELS}::int`;
  return rows.map(({ channel }) => channel);
}

/** Ids of everything the address finds. */
export const orderIdsAt = (shop: string, params: URLSearchParams): Promise<string[]> =>
  allOrders(shop, ordersFilter(params));

export const orderRow = (order: OrderRow, cards: readonly CardChoice[]) => ({
  id: order.orderId,
  // Worth a word only where there are several.
  card: cards.length > 1 ? (cards.find(({ id }) => id === order.cardId)?.title ?? null) : null,
  name: order.name,
  at: order.orderCreatedAt.toISOString(),
  customer: order.customerName ?? order.email,
  email: order.email,
  poNumber: order.poNumber,
  tags: order.tags,
  channel: order.channel ?? order.sourceName,
  total: order.presentmentTotal.toFixed(),
  currency: order.presentmentCurrency,
  payment: order.financialStatus,
  fulfillment: order.fulfillmentStatus,
  document: order.documentState,
  documentKind: order.documentKind,
  documentNumber: order.documentNumber,
  conflict: order.conflict,
  cancelled: order.cancelledAt !== null,
  highRisk: order.highRisk,
  test: order.test,
});
export type OrderListRow = ReturnType<typeof orderRow>;
