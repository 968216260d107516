import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { CustomerSync } from "#app/db/generated/client.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { pageOf, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";
import { customerCard } from "../customer-card.server.ts";
import { sends } from "../exchange.server.ts";
import type { CustomerState, Direction } from "../states.ts";

const VIEWS = {
  all: [],
  waiting: ["waiting", "ready", "sending"],
  done: ["done"],
  excluded: ["excluded"],
  failed: ["failed"],
  gone: ["gone"],
} as const satisfies Record<string, readonly CustomerState[]>;
type CustomerTab = keyof typeof VIEWS;

const NEWEST = {
  updatedAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;
const COLUMNS = { updatedAt: Prisma.sql`c."updatedAt"`, id: Prisma.sql`c.id` };

type Row = CustomerSync & { name: string | null };

/** Customers as the list's address asks for them: `way` is a direction, `state` a view, `q` the beginning of a number of the ERP or of a Shopify ID. */
export async function customersScreen(shop: string, params: URLSearchParams) {
  const way: Direction = params.get("way") === "toShopify" ? "toShopify" : "toErp";
  const asked = params.get("state") ?? "all";
  const tab = Object.hasOwn(VIEWS, asked) ? (asked as CustomerTab) : "all";
  const start = startOf(NEWEST, pageRequest(params));
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  const [rows, counts, sending, card, ready] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT c.*, l.title AS name FROM "CustomerSync" c
      LEFT JOIN "CustomerLink" l ON l.shop = c.shop AND l."connectionId" = c."connectionId" AND l."shopifyId" = c."shopifyId"
      WHERE c.shop = ${shop} AND c.direction = ${way} ${ofTab(tab)} ${meant(shop, params.get("q"))} ${beyond} ${orderBy} ${limit}`,
    countTabs(shop, way),
    sends(shop, way),
    customerCard(shop, way),
    countEach({
      ready: Prisma.sql`FROM "CustomerSync" c WHERE c.shop = ${shop} AND c.direction = ${way} AND c.state = 'ready'`,
    }),
  ]);
  const page = pageOf(NEWEST, start, rows);
  return {
    way,
    counts,
    next: page.next,
    previous: page.previous,
    on: card !== null,
    sending,
    ready: ready.ready,
    rows: page.rows.map(customerRow),
  };
}

const ofTab = (tab: CustomerTab): Prisma.Sql => {
  const states = VIEWS[tab];
  return states.length > 0 ? Prisma.sql`AND c.state = ANY(${[...states]}::text[])` : Prisma.empty;
};

/** Each has an index by its beginning; together they name the rows, so that nothing else is read. */
function meant(shop: string, typed: string | null): Prisma.Sql {
  const text = typed?.trim().slice(0, 100).toLowerCase() ?? "";
  if (text === "") return Prisma.empty;
  const like = `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`AND c.id IN (
    SELECT id FROM "CustomerSync" WHERE shop = ${shop} AND lower(number) LIKE ${like}
    UNION SELECT id FROM "CustomerSync" WHERE shop = ${shop} AND lower("shopifyId") LIKE ${`gid://shopify/customer/${like}`})`;
}

function countTabs(shop: string, way: Direction): Promise<Record<CustomerTab, number>> {
  const found = (Object.keys(VIEWS) as CustomerTab[]).map((tab) => [
    tab,
    Prisma.sql`FROM "CustomerSync" c WHERE c.shop = ${shop} AND c.direction = ${way} ${ofTab(tab)}`,
  ]);
  return countEach(Object.fromEntries(found) as Record<CustomerTab, Prisma.Sql>);
}

function customerRow({ id, name, number, shopifyId, updatedAt, ...row }: Row) {
  return {
    id,
    name: name ?? "",
    number,
    /** As people there call it. */
    shopifyId: shopifyId.split("/").at(-1) ?? "",
    changedAt: updatedAt.toISOString(),
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    taskId: row.state === "failed" ? row.taskId : null,
  };
}
export type CustomerRow = ReturnType<typeof customerRow>;
export type CustomersScreenData = Awaited<ReturnType<typeof customersScreen>>;
