import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { GuideMarks } from "#app/domain/installation/guide-marks.server.ts";
import type { Probe } from "#app/erp/port/probe.ts";
import { NEWS, type News } from "#app/domain/installation/news.ts";
import { listCards, type Card } from "#app/domain/shop-card/cards.server.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { adminUrl } from "#app/shopify/admin-url.server.ts";
import { numericId } from "#app/shopify/gid.ts";

export type StepKey =
  | ("connect" | "test" | "accounts" | "customers" | "sync" | "import")
  | ("preview" | "items" | "locations" | "shipmentMethods" | "create" | "block");

export interface Guide {
  /** The app was updated, and nobody has read yet what is new. */
  news: News | null;
  hidden: boolean;
  /** Shortly after the installation: what the steps look at is still being read from Shopify. */
  preparing: boolean;
  /** The built-in ledger is used and nobody has chosen an account yet: all of them can be set at once. */
  recommends: boolean;
  steps: { key: StepKey; done: boolean; to: string }[];
}

/**
 * Each step looks for itself whether it is done; nothing is ticked off by hand. Each leads to where it is done, never to an empty page. The preview comes as early
 * as it can: it says what else there is to set up.
 */
export async function setupGuide(shop: string): Promise<Guide> {
  const [row, connection, cards, locations, methods, listed, ready, items, documents] =
    await Promise.all([
      db.shop.findUnique({ where: { domain: shop }, select: { guide: true, currency: true } }),
      db.erpConnection.findFirst({ where: { shop }, orderBy: { createdAt: "asc" } }),
      listCards(shop),
      mapped(shop, "location"),
      mapped(shop, "shipmentMethod"),
      waiting(shop),
      nextOrder(shop),
      itemsFound(shop),
      db.salesDocument.findFirst({
        where: { shop, createdInErpAt: { not: null } },
        select: { id: true },
      }),
    ]);
  const marks = (row?.guide ?? {}) as GuideMarks;
  const [card] = cards;
  const lacking = firstLacking(cards);
  const imported = ready !== null;
  const done: Record<StepKey, boolean> = {
    connect: connection !== null,
    test: connection !== null && passed(readProbe(connection)),
    accounts: card !== undefined && !lacking.accounts,
    customers: card !== undefined && !lacking.customers,
    sync: listed !== null || imported,
    import: imported,
    preview: marks.previewedAt !== undefined,
    items: (card !== undefined && !lacking.items) || items,
    locations,
    shipmentMethods: methods,
    create: documents !== null,
    block: marks.blockSeenAt !== undefined,
  };
  // An order that is only listed has no page yet: it is imported first, ready ones before those that wait for something.
  const toImport = withQuery(
    paths.ordersToImport,
    listed === null ? { sync: "1" } : listed.verdict === "ready" ? { tab: "ready" } : {},
  );
  const toOrder = (tab?: string) =>
    ready ? withQuery(paths.order(ready.orderId), { tab }) : toImport;
  const where: Record<StepKey, string> = {
    connect: paths.connection,
    test: paths.connection,
    accounts: paths.setting("shippingAccount", nameOf(lacking.accounts, cards)),
    customers: paths.setting("autoCreateCustomers", nameOf(lacking.customers, cards)),
    sync: withQuery(paths.ordersToImport, { sync: "1" }),
    import: toImport,
    preview: toOrder("preview"),
    items: paths.mapping("items"),
    locations: paths.mapping("locations"),
    shipmentMethods: paths.mapping("shipment-methods"),
    create: toOrder(),
    block: adminUrl(shop, ready ? `orders/${numericId(ready.orderId)}` : "orders"),
  };
  const keys = Object.keys(where) as StepKey[];
  return {
    news: marks.newsRead === NEWS.version ? null : NEWS,
    hidden: marks.hiddenAt !== undefined,
    preparing: !row?.currency || (connection?.adapter === "ledger" && !readProbe(connection)),
    recommends:
      connection?.adapter === "ledger" && connection.id === card?.connectionId && !done.accounts,
    steps: keys.map((key) => ({ key, done: done[key], to: where[key] })),
  };
}

/** For each step that is done card by card: the first card that takes orders and lacks it. */
function firstLacking(cards: readonly Card[]) {
  const used = cards.filter(({ enabled }) => enabled);
  const lacks = (has: (settings: Card["settings"]) => boolean): Card | undefined =>
    (used.length > 0 ? used : cards).find(({ settings }) => !has(settings));
  return {
    accounts: lacks(({ shippingAccount }) => Boolean(shippingAccount)),
    customers: lacks((settings) =>
      Boolean(settings.autoCreateCustomers || settings.defaultCustomer),
    ),
    items: lacks(({ autoCreateItems }) => autoCreateItems),
  };
}

/** The settings are those of the first card where none is named. */
const nameOf = (card: Card | undefined, cards: readonly Card[]): string | undefined =>
  card && card !== cards[0] ? card.id : undefined;

/** An order that waits to be imported, if there is one that is ready. */
async function waiting(shop: string): Promise<{ verdict: string } | null> {
  const where = (verdict?: string) => ({ shop, ...(verdict ? { verdict } : {}) });
  const select = { verdict: true };
  return (
    (await db.orderToImport.findFirst({ where: where("ready"), select })) ??
    (await db.orderToImport.findFirst({ where: where(), select }))
  );
}

/** The order to begin with: without a document, and if there is one, without a problem. */
async function nextOrder(shop: string): Promise<{ orderId: OrderId } | null> {
  const [order] = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT o."orderId" FROM "Order" o WHERE o.shop = ${shop}
    ORDER BY o."documentState" = 'created', EXISTS (SELECT 1 FROM "Problem" p WHERE p.shop = o.shop AND p."orderId" = o."orderId" AND p."clearedAt" IS NULL), o."orderCreatedAt" DESC
    LIMIT 1`;
  return order ?? null;
}

/** Products have been matched with items, and none waits for one. */
async function itemsFound(shop: string): Promise<boolean> {
  const [links, waiting] = await Promise.all([
    db.itemLink.count({ where: { shop } }),
    db.problem.count({ where: { shop, clearedAt: null, kind: "unknown-item" } }),
  ]);
  return links > 0 && waiting === 0;
}

async function mapped(shop: string, kind: string): Promise<boolean> {
  const rows = await db.mapping.findMany({ where: { shop, kind }, select: { erp: true } });
  return rows.length > 0 && rows.every((row) => row.erp !== null);
}

const passed = (probe: Probe | null): boolean =>
  probe !== null && probe.issues.every(({ severity }) => severity !== "error");
