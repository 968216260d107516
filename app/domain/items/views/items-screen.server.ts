import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { ItemSync } from "#app/db/generated/client.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { pageOf, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";
import { itemCard } from "../item-card.server.ts";
import { storedPlan } from "../plan/planned.ts";
import { meaning } from "../search.server.ts";
import type { Direction, ItemState } from "../states.ts";
import { valuesOf } from "./values.ts";

const VIEWS = {
  ready: ["ready"],
  working: ["waiting", "sending"],
  failed: ["failed"],
  excluded: ["excluded"],
  done: ["done"],
  gone: ["gone"],
} as const satisfies Record<string, readonly ItemState[]>;
export type ItemTab = keyof typeof VIEWS;

const NEWEST = {
  updatedAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;
const COLUMNS = { updatedAt: Prisma.sql`c."updatedAt"`, id: Prisma.sql`c.id` };

/** Items as the list's address asks for them: `way` is a direction, `state` a view, `q` the beginning of a number, a SKU or a title. */
export async function itemsScreen(shop: string, params: URLSearchParams) {
  const way: Direction = params.get("way") === "toShopify" ? "toShopify" : "toErp";
  const asked = params.get("state") ?? "ready";
  const tab = Object.hasOwn(VIEWS, asked) ? (asked as ItemTab) : "ready";
  const q = params.get("q");
  const start = startOf(NEWEST, pageRequest(params));
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  const [rows, counts, card, exchange, progress, { found }] = await Promise.all([
    db.$queryRaw<ItemSync[]>`
      SELECT c.* FROM "ItemSync" c
      WHERE c.shop = ${shop} AND c.direction = ${way} ${ofTab(tab)} ${meaning(shop, q)} ${beyond} ${orderBy} ${limit}`,
    countTabs(shop, way),
    itemCard(shop, way),
    db.itemExchange.findUnique({ where: { shop } }),
    progressOf(shop, way),
    countEach({
      found: Prisma.sql`FROM "ItemSync" c WHERE c.shop = ${shop} AND c.direction = ${way} ${ofTab(tab)} ${meaning(shop, q)}`,
    }),
  ]);
  const page = pageOf(NEWEST, start, rows);
  return {
    way,
    tab,
    q: q ?? "",
    counts,
    found,
    next: page.next,
    previous: page.previous,
    on: card !== null,
    withStock: card?.settings.productsWithStock ?? false,
    reading: way === "toErp" && exchange?.checkingAt != null,
    readAt: (way === "toErp" ? exchange?.checkedAt : exchange?.pulledAt)?.toISOString() ?? null,
    progress,
    rows: page.rows.map((row) => itemRow(row)),
  };
}

const ofTab = (tab: ItemTab): Prisma.Sql =>
  Prisma.sql`AND c.state = ANY(${[...VIEWS[tab]]}::text[])`;

function countTabs(shop: string, way: Direction): Promise<Record<ItemTab, number>> {
  const found = (Object.keys(VIEWS) as ItemTab[]).map((tab) => [
    tab,
    Prisma.sql`FROM "ItemSync" c WHERE c.shop = ${shop} AND c.direction = ${way} ${ofTab(tab)}`,
  ]);
  return countEach(Object.fromEntries(found) as Record<ItemTab, Prisma.Sql>);
}

/** Of what was last asked for at once, while any of it is under way. */
async function progressOf(
  shop: string,
  way: Direction,
): Promise<{ all: number; left: number; failed: number } | null> {
  const [found] = await db.$queryRaw<{ all: number; left: number; failed: number }[]>`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE wanted OR state = 'sending'))::int AS left,
      (count(*) FILTER (WHERE state = 'failed'))::int AS failed
    FROM "ItemSync" WHERE shop = ${shop} AND direction = ${way}
      AND "askedAt" = (SELECT max("askedAt") FROM "ItemSync" WHERE shop = ${shop} AND direction = ${way})`;
  return found && found.left > 0 ? found : null;
}

function itemRow({ id, title, sku, number, variantId, updatedAt, data, ...row }: ItemSync) {
  const plan = data === null ? null : readOrLog(() => storedPlan.read(data, `item ${id}`));
  return {
    id,
    title,
    sku,
    number,
    /** As people there call it. */
    variantId: variantId?.split("/").at(-1) ?? "",
    changedAt: updatedAt.toISOString(),
    state: row.state,
    wanted: row.wanted,
    reason: row.reason,
    detail: row.detail,
    taskId: row.state === "failed" ? row.taskId : null,
    values: plan ? valuesOf(plan) : null,
  };
}
export type ItemRow = ReturnType<typeof itemRow>;
export type ItemsScreenData = Awaited<ReturnType<typeof itemsScreen>>;
