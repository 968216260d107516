// Orders placed in a simulated shop and brought in by a sync, as a click starts it.
import type { OrderId } from "#app/lib/ids.ts";
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeEach, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { flushApiLog } from "#app/shopify/api-log.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { importWaiting } from "./import.server.ts";
import { runListing, startSync } from "../announce/sync-run.server.ts";
import { forgetOrders, installForTest } from "#tests/fixtures/installed-shop.ts";

interface Placed {
  id: OrderId;
  name: string;
}
export const spec = (over: Record<string, unknown> = {}) => ({
  customer: null,
  email: "buyer@example.com",
  lines: [
    { title: "Cup", sku: "CUP", price: "10.00", quantity: 2 },
    { title: "Plate", sku: "PLATE", price: "7.50", quantity: 1 },
  ],
  shipping: [{ title: "Standard", price: "5.00" }],
  ...over,
});
export const place = (
  shop = SHOP,
  over: Record<string, unknown> = {},
  args: Record<string, unknown> = {},
) => simulator.act(shop, "placeOrder", { spec: spec(over), ...args }) as Placed;
export const sync = async (shop = SHOP, request: Partial<Parameters<typeof startSync>[1]> = {}) => {
  const { runId } = await startSync(shop, { trigger: "click", by: "me", ...request });
  await runListing(shop, runId);
  await importWaiting(shop);
  return runId;
};
export const asked = async (operation: string) => {
  await flushApiLog();
  return db.apiLog.count({ where: { operation } });
};

/** Two shops before each test, with nothing imported yet. */
export function openEmptyShops(): void {
  beforeEach(async () => {
    simulator.reset();
    simulator.clock.set(new Date());
    await forgetOrders();
    await db.apiLog.deleteMany();
    for (const shop of [SHOP, OTHER_SHOP]) {
      simulator.install(shop);
      forgetToken(shop);
      await installForTest(shop);
    }
  });
  afterEach(async () => {
    await flushApiLog();
    expect(simulator.log.defects).toEqual([]);
  });
}
