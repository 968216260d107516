import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { pageRequest } from "#app/lib/paging.ts";
import {
  allOrders,
  countOrders,
  listOrders,
  type OrderRow,
  type OrderView,
} from "../lists/order-lists.server.ts";

const ORDER_VIEWS = [
  "all",
  "unprocessed",
  "errors",
  "conflicts",
  "earlier",
  "open",
  "processed",
] as const satisfies readonly OrderView[];

const filterOf = (params: URLSearchParams) => ({
  view: ORDER_VIEWS.find((name) => name === params.get("view")) ?? "all",
  search: params.get("q") ?? "",
  ...(params.has("card") ? { cardId: params.get("card") ?? "" } : {}),
});

/** Imported orders as the list's address asks for them. */
export async function ordersScreen(shop: string, params: URLSearchParams) {
  const filter = filterOf(params);
  const [page, total, cards] = await Promise.all([
    listOrders(shop, { ...filter, ...pageRequest(params) }),
    countOrders(shop, filter),
    cardChoices(shop),
  ]);
  return {
    next: page.next,
    previous: page.previous,
    total,
    // Nothing anywhere, or only nothing in this view?
    none: total === 0 && (await countOrders(shop, {})) === 0,
    cards,
    rows: page.rows.map((row) => orderRow(row, cards)),
  };
}

/** Ids of everything the address finds. */
export const orderIdsAt = (shop: string, params: URLSearchParams): Promise<string[]> =>
  allOrders(shop, filterOf(params));

const orderRow = (order: OrderRow, cards: readonly CardChoice[]) => ({
  id: order.orderId,
  // Worth a word only where there are several.
  card: cards.length > 1 ? (cards.find(({ id }) => id === order.cardId)?.title ?? null) : null,
  name: order.name,
  at: order.orderCreatedAt.toISOString(),
  customer: order.customerName ?? order.email,
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
