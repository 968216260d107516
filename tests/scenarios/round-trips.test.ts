import "#tests/setup/simulator.ts";
import { afterAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { countRoundTrips } from "#tests/bench/counted-client.ts";
import { anOrder, place } from "./back-office.ts";
import { changeSettings, inEmptyShop, sync } from "./shop-at-work.ts";

/** What an order costs the database with what a new shop card does: its document released, its number written back. */
const SHOP = "round-trips.myshopify.com";
const BATCH = 20;
/** 14.3 and 107 on a quiet machine, the listing included; a slow one begins turns of queues, writes the log and takes points more often. */
const MOST = { inBatch: 18, alone: 150 };

inEmptyShop(SHOP);
afterAll(() => releaseHolder());

it("an order on the default card costs few round trips, in a batch and alone (PERF-4)", async () => {
  await changeSettings(SHOP, {
    autoCreateOrders: true,
    autoRelease: true,
    documentNumberAttribute: true,
  });
  const driver = countRoundTrips();
  const tripsOf = async (count: number): Promise<{ app: number; told: string }> => {
    for (let placed = 0; placed < count; placed += 1)
      place(SHOP, { spec: anOrder({ lines: [{ variant: "MUG-BLUE", quantity: 1 }] }) });
    driver.since();
    await sync(SHOP);
    const trips = driver.since();
    const told = trips
      .statements()
      .map((one) => `${one.count} ${one.text.slice(0, 120)}`)
      .join("\n");
    return { app: trips.app, told };
  };
  await tripsOf(2); // the first sync of a shop also looks for cancelled orders
  const alone = await tripsOf(1);
  const batch = await tripsOf(BATCH);
  expect(await db.salesDocument.count({ where: { shop: SHOP, erpStatus: "released" } })).toBe(
    BATCH + 3,
  );
  expect(
    await db.task.count({ where: { shop: SHOP, kind: "writeDocumentAttribute", state: "done" } }),
  ).toBe(BATCH + 3);
  expect(batch.app / BATCH, batch.told).toBeLessThanOrEqual(MOST.inBatch);
  expect(alone.app, alone.told).toBeLessThanOrEqual(MOST.alone);
});
