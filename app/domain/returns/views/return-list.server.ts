import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Return } from "#app/db/generated/client.ts";
import { ordersNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { pageOf, pageQuery, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";

/** By Shopify's states; an exchange in any of them. */
const RETURN_VIEWS = {
  all: [],
  requested: ["REQUESTED"],
  open: ["OPEN"],
  closed: ["CLOSED"],
  ended: ["CANCELED", "DECLINED"],
  exchanges: [],
} as const satisfies Record<string, readonly string[]>;
type ReturnTab = keyof typeof RETURN_VIEWS;

/** Newest on top. */
const SORT = {
  createdAt: { kind: "time", order: "desc" },
  returnId: { kind: "text", order: "desc" },
} as const satisfies Sort;

/** Returns of imported orders, newest first, as the list's address asks for them: `state` is a view, `q` an order's name or a return's. */
export async function returnsScreen(shop: string, params: URLSearchParams) {
  const state = params.get("state") ?? "all";
  const tab = Object.hasOwn(RETURN_VIEWS, state) ? (state as ReturnTab) : "all";
  const statuses = RETURN_VIEWS[tab];
  const orderId = params.get("order");
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const start = startOf(SORT, pageRequest(params));
  const { beyond, orderBy, take } = pageQuery(SORT, start);
  const found: Prisma.ReturnWhereInput = {
    AND: [
      { shop },
      statuses.length > 0 ? { status: { in: [...statuses] } } : {},
      tab === "exchanges" ? { exchanged: { gt: 0 } } : {},
      orderId ? { orderId } : {},
      await named(shop, q),
    ],
  };
  const asked = q !== "" || orderId !== null;
  const [rows, some, counts] = await Promise.all([
    db.return.findMany({ where: { AND: [found, beyond] }, orderBy, take }),
    asked ? db.return.count({ where: found, take: MOST_COUNTED + 1 }) : null,
    countTabs(shop),
  ]);
  const page = pageOf(SORT, start, rows);
  return {
    counts,
    total: some ?? counts[tab],
    next: page.next,
    previous: page.previous,
    rows: page.rows.map(returnRow),
  };
}

/** "#1001-R1" is the first return of order #1001. */
async function named(shop: string, q: string): Promise<Prisma.ReturnWhereInput> {
  if (q === "") return {};
  const [, order = q, number] = /^(.*?)-R(\d{1,5})$/i.exec(q) ?? [];
  const orderIds = [
    ...(await ordersNamed(shop, q)),
    ...(number === undefined ? [] : await ordersNamed(shop, order)),
  ];
  return {
    orderId: { in: orderIds },
    ...(number === undefined ? {} : { name: { endsWith: `-R${number}`, mode: "insensitive" } }),
  };
}

function countTabs(shop: string): Promise<Record<ReturnTab, number>> {
  const found = Object.entries(RETURN_VIEWS).map(([tab, statuses]) => [
    tab,
    Prisma.sql`FROM "Return" WHERE shop = ${shop} ${
      tab === "exchanges"
        ? Prisma.sql`AND exchanged > 0`
        : statuses.length > 0
          ? Prisma.sql`AND status = ANY(${[...statuses]}::text[])`
          : Prisma.empty
    }`,
  ]);
  return countEach(Object.fromEntries(found) as Record<ReturnTab, Prisma.Sql>);
}

const returnRow = (row: Return) => ({
  id: row.returnId,
  name: row.name,
  orderId: row.orderId,
  orderName: row.orderName,
  at: row.createdAt.toISOString(),
  status: row.status,
  quantity: row.quantity,
  processed: row.processed,
  refunded: row.refunded,
  exchanged: row.exchanged,
});
export type ReturnRow = ReturnType<typeof returnRow>;
