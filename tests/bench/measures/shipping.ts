import { db } from "#app/db/client.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import type { Json } from "#app/lib/json.ts";
import { API_VERSION } from "#app/shopify/api-version.ts";
import { invoiceOrders, shipOrders } from "../clerk.ts";
import { countRoundTrips } from "../counted-client.ts";
import { countErpWrites } from "../counted-erp.ts";
import { deliverWebhooks, webhooksKept, webhooksSince } from "../echoes.ts";
import type { ShipperTarget } from "../naive-shipper.ts";
import { shipOneByOne } from "../naive-shipper.ts";
import { SHOP } from "../names.ts";
import { requireDocuments, startPipeline } from "../pipeline.ts";
import type { Asked } from "../shop.ts";
import { askedOfShopify, control, openShop, placeOrders } from "../shop.ts";

/**
 * The way back: orders authorized and imported, their documents released. Then, batch by batch, what the ledger has posted at once becomes
 * fulfillments, and what it invoiced becomes captures; a further batch, and the rival's, with a Shopify that is `shopifyMs` away; at the end
 * what comes back from Shopify of all this.
 */
export interface ShippingInput {
  counts: number[];
  far: number;
  rival: number;
  shopifyMs: number;
}
export interface Batch {
  orders: number;
  calls: number;
  points: number;
  trips: number;
  queue: number;
  ms: number;
}
export interface Echo {
  webhooks: number;
  calls: number;
  points: number;
  versions: number;
  tasks: number;
  archived: number;
  shopifyWrites: number;
  erpWrites: number;
}
export interface ShippingFound {
  shipped: Batch[];
  captured: Batch[];
  far: { ours: Batch; rival: Batch };
  near: { ours: Batch; rival: Batch };
  /** Of fulfillments and captures first, when the app closes what is complete; then of the closing. */
  echoes: [Echo, Echo];
}

const input = JSON.parse(process.argv[2] ?? "{}") as ShippingInput;
const driver = countRoundTrips();
const erpWrites = countErpWrites();
const { accessToken, connectionId } = await openShop({
  autoCreateOrders: true,
  autoRelease: true,
  documentNumberAttribute: false,
  archiveProcessed: true,
  capturePolicy: "posted",
});
// What is complete is closed by the app, which this counts; a shop that closes it by itself would race it.
await control("act", { shop: SHOP, name: "setShop", args: { archivesOrders: false } });
const pipeline = await startPipeline((client, text) => driver.quietly(client, text));

// All are placed before anything changes: a sync looks behind the latest change it knows, and orders of the past placed later would lie before it.
const authorized = { payments: [{ kind: "AUTHORIZATION" as const }] };
const batches: string[][] = [];
for (const count of [...input.counts, input.far])
  batches.push(await placeOrders(count, 3, 50, authorized));
const rivals = [
  await placeOrders(3, 3, 50, authorized),
  await placeOrders(input.rival, 3, 50, authorized),
  await placeOrders(input.rival, 3, 50, authorized),
] as const;
const all = [...batches.flat(), ...rivals.flat()];
await pipeline.sync();
await requireDocuments(all.length);
let seen = (await askedOfShopify()).length;
let known = await webhooksKept();

const shipped: Batch[] = [];
const captured: Batch[] = [];
for (const orderIds of batches.slice(0, -1)) {
  shipped.push(await ship(orderIds, 0));
  captured.push(await capture(orderIds));
}
const farAway = batches.at(-1) ?? [];
const far = await ship(farAway, input.shopifyMs);
await capture(farAway);

const firstEcho = await echoed();
const echoOfClosing = await echoed();

const target = await rivalTarget();
const { cursor: today } = await rivalShips(rivals[0], null, 0); // a process that has just begun compiles first
const near = await rivalShips(rivals[1], today, 0);
const rivalFar = await rivalShips(rivals[2], near.cursor, input.shopifyMs);
await pipeline.stop();
process.send?.({
  shipped,
  captured,
  far: { ours: far, rival: rivalFar.batch },
  near: { ours: shipped.at(-1) ?? far, rival: near.batch },
  echoes: [firstEcho, echoOfClosing],
} satisfies ShippingFound);

/** All of them posted at once; the app hears of it when the last one is. */
async function ship(orderIds: string[], shopifyMs: number): Promise<Batch> {
  await shipOrders(connectionId, orderIds);
  if (shopifyMs > 0) await control("faults", { kind: "slow", ms: shopifyMs, count: 1_000_000 });
  const batch = await work(orderIds.length);
  if (shopifyMs > 0) await control("faults", { clear: true });
  const sent = await db.postedShipment.count({
    where: { shop: SHOP, orderId: { in: orderIds }, state: "sent" },
  });
  if (sent !== orderIds.length)
    throw new Error(
      `${orderIds.length} shipments should be at Shopify, ${sent} are: ${await troubles()}`,
    );
  return batch;
}

async function capture(orderIds: string[]): Promise<Batch> {
  await invoiceOrders(connectionId, orderIds);
  const batch = await work(orderIds.length);
  const lines = await db.paymentLine.count({
    where: { shop: SHOP, orderId: { in: orderIds }, state: "captured" },
  });
  if (lines !== orderIds.length)
    throw new Error(
      `${orderIds.length} payments should be captured, ${lines} are: ${await troubles()}`,
    );
  return batch;
}

async function troubles(): Promise<string> {
  return JSON.stringify(
    await db.task.groupBy({
      by: ["kind", "state", "problemKind", "lastAnswer"],
      where: { shop: SHOP, state: { not: "done" } },
      _count: true,
    }),
  );
}

async function work(orders: number): Promise<Batch> {
  await asked();
  driver.since();
  const ms = await pipeline.after(() => afterPosting(SHOP, connectionId));
  const trips = driver.since();
  if (process.env.BENCH_STATEMENTS)
    for (const { text, count } of trips.statements())
      console.error(`${String(count).padStart(5)}  ${text.slice(0, 160)}`);
  const calls = await asked();
  return {
    orders,
    calls: calls.length,
    points: pointsOf(calls),
    trips: trips.app,
    queue: trips.queue,
    ms,
  };
}

/** What was asked of Shopify since the last time this was called. */
async function asked(): Promise<Asked[]> {
  const whole = await askedOfShopify();
  const fresh = whole.slice(seen);
  seen = whole.length;
  if (process.env.BENCH_STATEMENTS)
    for (const name of new Set(fresh.map(({ operation }) => operation)))
      console.error(`${name}: ${fresh.filter(({ operation }) => operation === name).length} calls`);
  return fresh;
}

function pointsOf(calls: readonly Asked[]): number {
  return calls.reduce((total, { requestedCost }) => total + requestedCost, 0);
}

/** Everything Shopify has to tell since the last echo is delivered, then the orders are synced: what did it make the app do? */
async function echoed(): Promise<Echo> {
  const kept = await webhooksKept();
  const webhooks = await webhooksSince(known, kept);
  known = kept;
  await asked();
  const [before, written] = [await stand(), erpWrites()];
  await pipeline.after(() => deliverWebhooks(webhooks));
  await pipeline.sync();
  const [after, calls] = [await stand(), await asked()];
  const archived = after.archived - before.archived;
  return {
    webhooks: webhooks.length,
    calls: calls.length,
    points: pointsOf(calls),
    archived,
    versions: after.versions - before.versions,
    tasks: after.tasks - before.tasks - archived,
    shopifyWrites:
      calls.filter(({ writes, operation }) => writes && operation !== "CloseOrder").length +
      Math.max(0, calls.filter(({ operation }) => operation === "CloseOrder").length - archived),
    erpWrites: erpWrites() - written,
  };
}

async function stand(): Promise<{ versions: number; tasks: number; archived: number }> {
  return {
    versions: await db.orderVersion.count({ where: { shop: SHOP } }),
    tasks: await db.task.count({ where: { shop: SHOP } }),
    archived: await db.task.count({ where: { shop: SHOP, kind: "archiveOrder" } }),
  };
}

async function rivalTarget(): Promise<ShipperTarget> {
  const open = await openPort(SHOP, connectionId);
  if (!open) throw new Error("the shop's connection is gone");
  return {
    graphqlUrl: `${process.env.SHOPIFY_ORIGIN}/admin/api/${API_VERSION}/graphql.json`,
    headers: { "x-shopify-access-token": accessToken, "x-sim-shop": SHOP },
    databaseUrl: process.env.DATABASE_URL ?? "",
    erp: open.port,
  };
}

async function rivalShips(
  orderIds: string[],
  from: Json,
  shopifyMs: number,
): Promise<{ batch: Batch; cursor: Json }> {
  await shipOrders(connectionId, orderIds);
  await asked();
  if (shopifyMs > 0) await control("faults", { kind: "slow", ms: shopifyMs, count: 1_000_000 });
  const started = performance.now();
  const { sent, cursor } = await shipOneByOne(target, from, new Set(orderIds));
  const ms = performance.now() - started;
  if (shopifyMs > 0) await control("faults", { clear: true });
  if (sent !== orderIds.length)
    throw new Error(`the rival sent ${sent} of ${orderIds.length} shipments`);
  const calls = await asked();
  return {
    batch: { orders: sent, calls: calls.length, points: pointsOf(calls), trips: 0, queue: 0, ms },
    cursor,
  };
}
