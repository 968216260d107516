import { simulator } from "#tests/setup/simulator.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { flushApiLog } from "#app/shopify/api-log.server.ts";
import { requestedCost } from "#app/shopify/cost.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { importWaiting } from "./import.server.ts";
import { runListing, startSync } from "../announce/sync-run.server.ts";

const shop = "seeded.myshopify.com";
interface Known {
  id: string;
}
let all: Known[] = [];
let statements = 0;
const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
const original = prototype.query;

async function sync(includeArchived = false): Promise<void> {
  const { runId } = await startSync(shop, { trigger: "click", by: "me", includeArchived });
  await runListing(shop, runId);
  await importWaiting(shop);
}

beforeAll(async () => {
  simulator.shops.add(shop, "full");
  simulator.install(shop);
  await installForTest(shop);
  all = (simulator.act(shop, "listOrders") as { orders: Known[] }).orders;
  prototype.query = function counted(this: unknown, ...args: unknown[]) {
    statements += 1;
    return original.apply(this, args);
  };
  await sync();
  await flushApiLog();
});
afterAll(() => {
  prototype.query = original;
});

describe("a whole shop of different orders", () => {
  it("is imported, all but archived ones and those a marketplace holds, without an error", async () => {
    const [imported, waiting] = [
      await db.order.count({ where: { shop } }),
      await db.orderToImport.findMany({ where: { shop } }),
    ];
    expect(
      waiting.map(({ verdict, reason }) => [verdict, (reason as { kind: string }).kind]),
    ).toEqual(waiting.map(() => ["held", "held-marketplace"]));
    expect(all.length).toBeGreaterThanOrEqual(40);
    expect(imported + waiting.length).toBeLessThan(all.length);
    expect(simulator.log.defects).toEqual([]);
  });

  it("costs at most 12 database round trips and few points per order (PERF-1, PERF-4)", async () => {
    const orders = await db.order.count({ where: { shop } });
    expect(statements / orders).toBeLessThanOrEqual(12);
    const calls = await db.apiLog.findMany({ where: { shop } });
    expect(calls.length / orders).toBeLessThan(1);
    expect(calls.reduce((sum, call) => sum + (call.requestedCost ?? 0), 0) / orders).toBeLessThan(
      20,
    );
    expect(calls.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
  });

  it("is asked for at exactly the cost we calculate with", async () => {
    for (const call of await db.apiLog.findMany({ where: { shop } })) {
      expect([call.operation, call.requestedCost]).toEqual([
        call.operation,
        requestedCost(call.operation, call.request as Record<string, unknown>),
      ]);
    }
  });

  it("synced again has nothing new: no version, no event", async () => {
    const before = [
      await db.orderVersion.count({ where: { shop } }),
      await db.orderEvent.count({ where: { shop } }),
    ];
    await sync();
    expect([
      await db.orderVersion.count({ where: { shop } }),
      await db.orderEvent.count({ where: { shop } }),
    ]).toEqual(before);
  });

  it("gives archived orders when they are asked for", async () => {
    await sync(true);
    expect(
      (await db.order.count({ where: { shop } })) +
        (await db.orderToImport.count({ where: { shop } })),
    ).toBe(all.length);
  });
});
