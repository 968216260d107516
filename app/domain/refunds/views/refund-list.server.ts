import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Refund } from "#app/db/generated/client.ts";
import { ordersNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { reasonOf } from "#app/domain/problems/problem-view.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { pageOf, pageQuery, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";
import { searchText } from "#app/lib/search-text.ts";
import type { RefundState } from "../states.ts";

export const REFUND_VIEWS = {
  all: [],
  attention: ["problem"],
  waiting: ["waitingDocument", "waitingPayment"],
  ready: ["ready"],
  created: ["creating", "created", "posted"],
  nothing: ["nothing"],
} as const satisfies Record<string, readonly RefundState[]>;
type RefundTab = keyof typeof REFUND_VIEWS;

/** Newest on top. */
const SORT = {
  refundedAt: { kind: "time", order: "desc" },
  refundId: { kind: "text", order: "desc" },
} as const satisfies Sort;

function tabOf(params: URLSearchParams): RefundTab {
  const state = params.get("state") ?? "all";
  return Object.hasOwn(REFUND_VIEWS, state) ? (state as RefundTab) : "all";
}

/** What the list's address finds: `state` is a view, `q` an order's name or the beginning of a credit memo's number, `order` an order's gid. */
async function found(shop: string, params: URLSearchParams): Promise<Prisma.RefundWhereInput> {
  const states: readonly string[] = REFUND_VIEWS[tabOf(params)];
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const orderId = params.get("order");
  return {
    AND: [
      { shop },
      states.length > 0 ? { state: { in: [...states] } } : {},
      orderId ? { orderId } : {},
      q === ""
        ? {}
        : {
            OR: [
              { documentNumber: { startsWith: searchText(q), mode: "insensitive" } },
              { orderId: { in: await ordersNamed(shop, q) } },
            ],
          },
    ],
  };
}

/** Refunds of imported orders, newest first, as the list's address asks for them. */
export async function refundsScreen(shop: string, params: URLSearchParams) {
  const start = startOf(SORT, pageRequest(params));
  const { beyond, orderBy, take } = pageQuery(SORT, start);
  const where = await found(shop, params);
  const asked = Boolean(params.get("q")?.trim() || params.get("order"));
  const [rows, some, counts] = await Promise.all([
    db.refund.findMany({ where: { AND: [where, beyond] }, orderBy, take }),
    asked ? db.refund.count({ where, take: MOST_COUNTED + 1 }) : null,
    countTabs(shop),
  ]);
  const page = pageOf(SORT, start, rows);
  return {
    counts,
    total: some ?? counts[tabOf(params)],
    next: page.next,
    previous: page.previous,
    rows: page.rows.map(refundRow),
  };
}

/** Ids of everything the address finds. */
export async function refundIdsAt(shop: string, params: URLSearchParams): Promise<string[]> {
  const rows = await db.refund.findMany({
    where: await found(shop, params),
    select: { refundId: true },
  });
  return rows.map(({ refundId }) => refundId);
}

function countTabs(shop: string): Promise<Record<RefundTab, number>> {
  const sql = Object.entries(REFUND_VIEWS).map(([tab, states]) => [
    tab,
    Prisma.sql`FROM "Refund" WHERE shop = ${shop} ${
      states.length > 0 ? Prisma.sql`AND state = ANY(${[...states]}::text[])` : Prisma.empty
    }`,
  ]);
  return countEach(Object.fromEntries(sql) as Record<RefundTab, Prisma.Sql>);
}

const refundRow = (row: Refund) => ({
  id: row.refundId,
  /** For the label of its checkbox. */
  name: row.orderName,
  orderId: row.orderId,
  orderName: row.orderName,
  at: row.refundedAt.toISOString(),
  amount: row.presentmentTotal.toFixed(),
  currency: row.presentmentCurrency,
  state: row.state,
  documentNumber: row.documentNumber,
  reason: reasonOf(row.reason),
});
export type RefundRow = ReturnType<typeof refundRow>;
