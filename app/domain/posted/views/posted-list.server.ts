import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { ordersNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { searchText } from "#app/lib/search-text.ts";
import { nameForms } from "#app/domain/order-filter/order-names.ts";
import { pageQuery, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";

/** Newest on top. */
export const POSTED_SORT = {
  postedAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

/** The views of a list of posted records: which states each holds; empty: all. */
type Views<View extends string> = Record<View, readonly string[]>;

/** What such a list's address asks for, newest first: `state` is a view, `q` the beginning of a number or an order's name, `order` an order's gid, `after` and `before` name the page. `also` is what else a search looks into. */
export async function postedQuery<Also extends object>(
  shop: string,
  params: URLSearchParams,
  views: Views<string>,
  also: (q: string) => Also[] = () => [],
) {
  const states = new Map(Object.entries(views)).get(params.get("state") ?? "") ?? [];
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const orderId = params.get("order");
  const start = startOf(POSTED_SORT, pageRequest(params));
  const { beyond, orderBy, take } = pageQuery(POSTED_SORT, start);
  const insensitive = "insensitive" as const;
  // Everything it asks for, whatever the page.
  const found = {
    AND: [
      { shop },
      states.length > 0 ? { state: { in: [...states] } } : {},
      orderId ? { orderId } : {},
      q
        ? {
            OR: [
              { number: { startsWith: searchText(q), mode: insensitive } },
              ...nameForms(q).map((name) => ({
                orderName: { equals: searchText(name), mode: insensitive },
              })),
              { orderId: { in: await ordersNamed(shop, q) } },
              ...also(q),
            ],
          }
        : {},
    ],
  };
  const query = {
    where: { AND: [found, beyond] },
    orderBy,
    take,
    omit: { event: true as const },
  };
  return { start, query, found };
}

/** How many records of a table each view holds, up to a thousand (lib/counted.ts). */
export async function countViews<View extends string>(
  shop: string,
  table: PostedTable,
  views: Views<View>,
): Promise<Record<View, number>> {
  const found = Object.entries<readonly string[]>(views).map(([view, states]) => [
    view,
    postedIn(shop, table, states),
  ]);
  return countEach(Object.fromEntries(found) as Record<View, Prisma.Sql>);
}

/** The records of a table in these states, for counting them; none named: all. */
export const postedIn = (shop: string, table: PostedTable, states: readonly string[]): Prisma.Sql =>
  Prisma.sql`FROM ${TABLES[table]} WHERE shop = ${shop} ${
    states.length > 0 ? Prisma.sql`AND state = ANY(${[...states]}::text[])` : Prisma.empty
  }`;

const TABLES = {
  shipments: Prisma.sql`"PostedShipment"`,
  invoices: Prisma.sql`"PostedInvoice"`,
};
type PostedTable = keyof typeof TABLES;
