import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { ExportedOrder } from "#app/db/generated/client.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import type { ExportState } from "#app/domain/made-orders/states.ts";
import { storedExportOrder } from "#app/domain/made-orders/export-order.ts";
import { pageOf, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { parseDecimal } from "#app/money/decimal.ts";
import { orderCard } from "../order-card.server.ts";

const VIEWS = {
  all: [],
  waiting: ["waiting", "ready", "sending"],
  exported: ["exported"],
  excluded: ["excluded"],
  failed: ["failed"],
} as const satisfies Record<string, readonly ExportState[]>;
type OrdersTab = keyof typeof VIEWS;

const NEWEST = {
  createdAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;
const COLUMNS = { createdAt: Prisma.sql`e."createdAt"`, id: Prisma.sql`e.id` };

/** Sales orders as the list's address asks for them: `state` is a view, `q` the beginning of the number of a sales order, a customer or an order. */
export async function exportedOrdersScreen(shop: string, params: URLSearchParams) {
  const asked = params.get("state") ?? "all";
  const tab = Object.hasOwn(VIEWS, asked) ? (asked as OrdersTab) : "all";
  const start = startOf(NEWEST, pageRequest(params));
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  const [rows, counts, sync, card, ready] = await Promise.all([
    db.$queryRaw<ExportedOrder[]>`
      SELECT e.* FROM "ExportedOrder" e WHERE e.shop = ${shop} ${ofTab(tab)} ${meant(shop, params.get("q"))} ${beyond} ${orderBy} ${limit}`,
    countTabs(shop),
    db.orderExport.findUnique({ where: { shop } }),
    orderCard(shop),
    countEach({
      ready: Prisma.sql`FROM "ExportedOrder" e WHERE e.shop = ${shop} AND e.state = 'ready'`,
    }),
  ]);
  const page = pageOf(NEWEST, start, rows);
  return {
    counts,
    next: page.next,
    previous: page.previous,
    on: card !== null,
    sending: sync?.sending ?? false,
    readAt: sync?.pulledAt?.toISOString() ?? null,
    since: sync?.since.toISOString() ?? null,
    ready: ready.ready,
    rows: page.rows.map(orderRow),
  };
}

const ofTab = (tab: OrdersTab): Prisma.Sql => {
  const states = VIEWS[tab];
  return states.length > 0 ? Prisma.sql`AND e.state = ANY(${[...states]}::text[])` : Prisma.empty;
};

/** Each of the three has an index by its beginning; together they name the rows, so that nothing else is read. */
function meant(shop: string, typed: string | null): Prisma.Sql {
  const text = typed?.trim().slice(0, 100).toLowerCase() ?? "";
  if (text === "") return Prisma.empty;
  const like = `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const named = ["number", "customer", "orderName"].map(
    (column) => Prisma.sql`SELECT id FROM "ExportedOrder"
      WHERE shop = ${shop} AND lower(${Prisma.raw(`"${column}"`)}) LIKE ${like}`,
  );
  return Prisma.sql`AND e.id IN (${Prisma.join(named, " UNION ")})`;
}

function countTabs(shop: string): Promise<Record<OrdersTab, number>> {
  const found = (Object.keys(VIEWS) as OrdersTab[]).map((tab) => [
    tab,
    Prisma.sql`FROM "ExportedOrder" e WHERE e.shop = ${shop} ${ofTab(tab)}`,
  ]);
  return countEach(Object.fromEntries(found) as Record<OrdersTab, Prisma.Sql>);
}

function orderRow(row: ExportedOrder) {
  return {
    id: row.id,
    number: row.number,
    changedAt: row.changedAt.toISOString(),
    customer: row.customer,
    currency: row.currency,
    gross: parseDecimal(row.gross.toFixed()) ?? "0",
    status: row.status,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    missing: row.missing,
    /** What would be sent; null: nothing is planned. */
    preview: row.state === "ready" && row.order !== null ? previewOf(row) : null,
    edited: row.edited,
    orderId: row.orderId,
    orderName: row.orderName,
    taskId: row.state === "failed" ? row.taskId : null,
  };
}

function previewOf({ order, number }: ExportedOrder) {
  const planned = readOrLog(() => storedExportOrder.read(order, `sales order ${number}`));
  return (
    planned && {
      newCustomer: planned.buyer.kind === "new",
      paid: planned.paid !== "0",
      lines: planned.lines.map(({ title, quantity }) => `${quantity} × ${title}`),
    }
  );
}
export type OrderRow = ReturnType<typeof orderRow>;
export type OrdersScreenData = Awaited<ReturnType<typeof exportedOrdersScreen>>;
