import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { countRoundTrips } from "#tests/bench/counted-client.ts";
import { drain } from "#tests/setup/jobs.ts";
import type { Placed } from "./back-office.ts";
import { anOrder, booksOf, invoice, orderAt, place, ship } from "./back-office.ts";
import { changeSettings, deliver, inEmptyShop, sync } from "./shop-at-work.ts";

/** What an order costs the database with what a new shop card does: its document released, its number written back; then shipped, then captured. */
const SHOP = "round-trips.myshopify.com";
const BATCH = 50;
/** For each order: the statements of the work itself, BEGIN and COMMIT included, those of the ledger too. */
const MOST = {
  imported: { inBatch: 9.7, synced: 49, afterAnnouncing: 34, announced: 30 },
  shipped: { inBatch: 10, alone: 54 },
  captured: { inBatch: 12, alone: 73 },
};
const MOST_POINTS = 120;

inEmptyShop(SHOP);
afterAll(() => releaseHolder());

const driver = countRoundTrips();

/** The statements of `work` for each of so many orders, and what they were. */
async function tripsOf(
  count: number,
  work: () => Promise<unknown>,
): Promise<{ each: number; afterAnnouncing: number; told: string }> {
  driver.since();
  await work();
  const trips = driver.since();
  const told = trips.statements().map((one) => `${one.count} ${one.text.slice(0, 160)}`);
  if (process.env.SHOW_STATEMENTS) console.log(trips.work / count, told.join("\n"));
  return {
    each: trips.work / count,
    afterAnnouncing: trips.afterAnnouncing.work / count,
    told: told.join("\n"),
  };
}

/** A webhook about the order as Shopify has it now. */
async function tell(topic: "orders/create" | "orders/updated", order: Placed): Promise<void> {
  const payload = {
    id: Number(order.id.split("/").at(-1)),
    admin_graphql_api_id: order.id,
    updated_at: orderAt(SHOP, order).updatedAt,
  };
  expect(await deliver(SHOP, topic, payload)).toBe(200);
}

const placed: Placed[] = [];
const placeSome = (count: number): Placed[] => {
  const lines = [{ variant: "MUG-BLUE", quantity: 1 }];
  const payments = [{ kind: "AUTHORIZATION" as const }];
  const some = Array.from({ length: count }, () =>
    place(SHOP, { spec: anOrder({ lines, payments }) }),
  );
  placed.push(...some);
  return some;
};

beforeAll(async () => {
  await changeSettings(SHOP, {
    autoCreateOrders: true,
    autoRelease: true,
    documentNumberAttribute: true,
    capturePolicy: "posted",
  });
  placeSome(2); // the first sync of a shop also looks for cancelled orders
  await sync(SHOP);
});

it("an order on the default card costs few round trips, in a batch and alone (PERF-4)", async () => {
  placeSome(1);
  const synced = await tripsOf(1, () => sync(SHOP));
  const announced = await tripsOf(1, async () => {
    for (const order of placeSome(1)) await tell("orders/create", order);
    await drain();
  });
  placeSome(BATCH);
  const inBatch = await tripsOf(BATCH, () => sync(SHOP));
  const all = placed.length;
  expect(await db.salesDocument.count({ where: { shop: SHOP, erpStatus: "released" } })).toBe(all);
  expect(
    await db.task.count({ where: { shop: SHOP, kind: "writeDocumentAttribute", state: "done" } }),
  ).toBe(all);
  expect(inBatch.each, inBatch.told).toBeLessThanOrEqual(MOST.imported.inBatch);
  expect(synced.each, synced.told).toBeLessThanOrEqual(MOST.imported.synced);
  expect(synced.afterAnnouncing, synced.told).toBeLessThanOrEqual(MOST.imported.afterAnnouncing);
  expect(announced.each, announced.told).toBeLessThanOrEqual(MOST.imported.announced);
});

it("a lone order costs few points, and the echo of its number none (PERF-3)", async () => {
  const asked = simulator.log.requests.length;
  const [order] = placeSome(1);
  if (!order) throw new Error("no order was placed");
  simulator.clock.advance(5_000); // webhooks collect for a second: the number is written in a later one
  await tell("orders/create", order);
  await drain();
  const points = () =>
    simulator.log.requests
      .slice(asked)
      .reduce((sum, { requestedCost = 0 }) => sum + requestedCost, 0);
  const before = points();
  expect(before).toBeLessThanOrEqual(MOST_POINTS);
  await tell("orders/updated", order);
  await drain();
  expect(points()).toBe(before);
  // A second one of the same moment is of something else, and so is one of any other.
  await tell("orders/updated", order);
  await drain();
  expect(points()).toBeGreaterThan(before);
  simulator.act(SHOP, "setNote", { order: order.id, note: "Leave it at the door" });
  await tell("orders/updated", order);
  await drain();
  expect(
    await db.orderEvent.count({ where: { shop: SHOP, orderId: order.id, kind: "changed" } }),
  ).toBe(1);
});

it("so do what the ERP ships and what it invoices", async () => {
  const [first, second, ...others] = placed;
  if (!first || !second) throw new Error("no orders were placed");
  const { connectionId } = await booksOf(SHOP);
  const heard = async (): Promise<void> => {
    await afterPosting(SHOP, connectionId);
    await drain();
  };
  const parcel = (order: Placed) => ({ agent: "DHL", tracking: [`0034${order.name}`] });
  for (const [what, act, kind] of [
    ["shipped", (order: Placed) => ship(SHOP, order, parcel(order)), "createFulfillment"],
    ["captured", (order: Placed) => invoice(SHOP, order), "capturePayment"],
  ] as const) {
    await act(first); // whatever is asked once only
    await heard();
    await act(second);
    const alone = await tripsOf(1, heard);
    const batch = others.slice(0, BATCH);
    for (const order of batch) await act(order);
    const inBatch = await tripsOf(BATCH, heard);
    expect(await db.task.count({ where: { shop: SHOP, kind, state: "done" } })).toBe(BATCH + 2);
    expect(inBatch.each, inBatch.told).toBeLessThanOrEqual(MOST[what].inBatch);
    expect(alone.each, alone.told).toBeLessThanOrEqual(MOST[what].alone);
  }
});
