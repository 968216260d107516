import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { StockLevel } from "#app/db/generated/client.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { pageOf, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";
import { divide, parseDecimal } from "#app/money/decimal.ts";
import type { LevelState } from "../states.ts";
import { stockCard } from "../stock-card.server.ts";

const VIEWS = {
  all: [],
  differs: ["differs", "sending", "new"],
  problem: ["problem"],
  left: ["left"],
  equal: ["equal"],
} as const satisfies Record<string, readonly LevelState[]>;
type StockTab = keyof typeof VIEWS;

/** By item, then by location. */
const SORT = {
  title: { kind: "text", order: "asc" },
  inventoryItemId: { kind: "text", order: "asc" },
  locationId: { kind: "text", order: "asc" },
} as const satisfies Sort;
const COLUMNS = {
  title: Prisma.sql`s.title`,
  inventoryItemId: Prisma.sql`s."inventoryItemId"`,
  locationId: Prisma.sql`s."locationId"`,
};

/** Quantities as the list's address asks for them: `state` is a view, `q` the beginning of a SKU, of an item number or of a title. */
export async function stockScreen(shop: string, params: URLSearchParams) {
  const asked = params.get("state") ?? "all";
  const tab = Object.hasOwn(VIEWS, asked) ? (asked as StockTab) : "all";
  const start = startOf(SORT, pageRequest(params));
  const { beyond, orderBy, limit } = pageSql(SORT, start, COLUMNS);
  const [rows, counts, sync, card] = await Promise.all([
    db.$queryRaw<StockLevel[]>`
      SELECT s.* FROM "StockLevel" s WHERE s.shop = ${shop} ${ofTab(tab)} ${meant(shop, params.get("q"))} ${beyond} ${orderBy} ${limit}`,
    countTabs(shop),
    syncOf(shop),
    stockCard(shop),
  ]);
  const page = pageOf(SORT, start, rows);
  const onHand = card?.rules.quantity === "onHand";
  return {
    counts,
    next: page.next,
    previous: page.previous,
    sync,
    locations: card?.locations.length ?? 0,
    rows: page.rows.map((row) => levelRow(row, onHand)),
  };
}

/** How far stock is; null: nobody wants it. */
async function syncOf(shop: string) {
  const sync = await db.stockSync.findFirst({ where: { shop, wanted: true } });
  return (
    sync && {
      sending: sync.sending,
      refused: sync.refusedAt !== null,
      checking: sync.checkingAt !== null,
      checkedAt: sync.checkedAt?.toISOString() ?? null,
      held: sync.heldAt === null ? null : { gone: sync.heldGone, had: sync.heldOf },
    }
  );
}
export type StockSyncView = Awaited<ReturnType<typeof syncOf>>;

const ofTab = (tab: StockTab): Prisma.Sql => {
  const states = VIEWS[tab];
  return states.length > 0 ? Prisma.sql`AND s.state = ANY(${[...states]}::text[])` : Prisma.empty;
};

/** Each of the three has an index by its beginning; together they name the rows, so that nothing else is read. */
function meant(shop: string, typed: string | null): Prisma.Sql {
  const text = typed?.trim().slice(0, 100).toLowerCase() ?? "";
  if (text === "") return Prisma.empty;
  const like = `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const named = ["sku", "erpNumber", "title"].map(
    (column) => Prisma.sql`SELECT "inventoryItemId", "locationId" FROM "StockLevel"
      WHERE shop = ${shop} AND lower(${Prisma.raw(`"${column}"`)}) LIKE ${like}`,
  );
  return Prisma.sql`AND (s."inventoryItemId", s."locationId") IN (${Prisma.join(named, " UNION ")})`;
}

function countTabs(shop: string): Promise<Record<StockTab, number>> {
  const found = (Object.keys(VIEWS) as StockTab[]).map((tab) => [
    tab,
    Prisma.sql`FROM "StockLevel" s WHERE s.shop = ${shop} ${ofTab(tab)}`,
  ]);
  return countEach(Object.fromEntries(found) as Record<StockTab, Prisma.Sql>);
}

function levelRow(row: StockLevel, onHand: boolean) {
  const shopify = onHand ? row.onHand : row.available;
  return {
    key: `${row.inventoryItemId} ${row.locationId}`,
    title: row.title,
    sku: row.sku,
    erpNumber: row.erpNumber,
    location: row.locationName,
    erp: inUnits(row),
    unit: row.unit,
    shopify,
    wanted: row.wanted,
    difference: row.wanted === null || shopify === null ? null : row.wanted - shopify,
    sent:
      row.sentQuantity === null || row.sentAt === null
        ? null
        : { quantity: row.sentQuantity, at: row.sentAt.toISOString() },
    state: row.state,
    reason: row.reason,
    message: row.message ?? "",
    notInErp: row.notInErp,
    taskId: row.reason === "taskFailed" ? row.taskId : null,
  };
}
export type StockRow = ReturnType<typeof levelRow>;

/** What the ERP has, in the unit that Shopify sells. */
function inUnits({ erpQuantity, perUnit }: StockLevel): string | null {
  const quantity = erpQuantity && parseDecimal(erpQuantity.toFixed());
  if (!quantity) return null;
  const factor = perUnit && parseDecimal(perUnit.toFixed());
  return factor && factor !== "0" && factor !== "1" ? divide(quantity, factor) : quantity;
}
