import { db } from "#app/db/client.server.ts";
import { cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { csvRows } from "#app/lib/csv.ts";
import { listOrders, type OrderRow } from "../lists/list-orders.server.ts";
import { ordersFilter, ordersSort } from "../lists/orders-filter.ts";
import { localTime } from "./local-time.ts";

const PAGE = 250;

type Cell = (row: OrderRow, facts: { zone: string; cards: Map<string, string> }) => string | null;

/** What a row of the file says, column by column; amounts are plain decimals, so that a spreadsheet of any language reads them. */
const COLUMNS = {
  name: ({ name }) => name,
  date: ({ orderCreatedAt }, { zone }) => localTime(zone, orderCreatedAt),
  customer: ({ customerName }) => customerName,
  email: ({ email }) => email,
  currency: ({ presentmentCurrency }) => presentmentCurrency,
  total: ({ presentmentTotal }) => presentmentTotal.toFixed(),
  shopCurrency: ({ currency }) => currency,
  shopTotal: ({ total }) => total.toFixed(),
  payment: ({ financialStatus }) => financialStatus,
  fulfillment: ({ fulfillmentStatus }) => fulfillmentStatus,
  document: ({ documentState }) => documentState,
  documentNumber: ({ documentNumber }) => documentNumber,
  conflict: ({ conflict }) => (conflict ? "1" : "0"),
  channel: ({ channel, sourceName }) => channel ?? sourceName,
  card: ({ cardId }, { cards }) => (cardId === null ? null : (cards.get(cardId) ?? null)),
  poNumber: ({ poNumber }) => poNumber,
  tags: ({ tags }) => tags.join(", "),
  cancelled: ({ cancelledAt }, { zone }) => (cancelledAt ? localTime(zone, cancelledAt) : null),
  orderId: ({ orderId }) => orderId.replace(/^.*\//, ""),
} satisfies Record<string, Cell>;
export type ExportColumn = keyof typeof COLUMNS;
const CELLS = Object.entries(COLUMNS) as [ExportColumn, Cell][];

/** Everything that the list's address finds, in its order, as a CSV file: page by page, so that a million rows take no more memory than one page. */
export async function* exportOrders(
  shop: string,
  params: URLSearchParams,
  heading: (column: ExportColumn) => string,
): AsyncGenerator<string> {
  const [facts, choices] = await Promise.all([
    db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } }),
    cardChoices(shop),
  ]);
  const told = {
    zone: facts?.timeZone ?? "UTC",
    cards: new Map(choices.map(({ id, title }) => [id, title])),
  };
  yield csvRows([CELLS.map(([column]) => heading(column))], true);
  const asked = { ...ordersFilter(params), sort: ordersSort(params), limit: PAGE };
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof listOrders>> = await listOrders(shop, {
      ...asked,
      after,
    });
    if (page.rows.length > 0)
      yield csvRows(page.rows.map((row) => CELLS.map(([, cell]) => cell(row, told) ?? "")));
    if (page.next === null) return;
    after = page.next;
  }
}
