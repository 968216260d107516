import { simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import {
  anOrder,
  effectsOn,
  fulfilled,
  later,
  news,
  orderAt,
  type Placed,
  processed,
  ship,
} from "./back-office.ts";
import { changeSettings, inEmptyShop, leaveOrdersOpen, sync } from "./shop-at-work.ts";

/** Goods that nobody ships stand in a fulfillment order of their own: who fulfills it is the merchant's word (FUL-9). */
const SHOP = "downloads.myshopify.com";
const PDF = { variant: "TIDES-PDF", quantity: 1 };
const MUG = { variant: "MUG-BLUE", quantity: 2 };
const paid = { payments: [{}] };

const statusOf = (order: Placed): string =>
  displayFulfillmentStatus(orderAt(SHOP, order), "2026-10");
const calls = (order: Placed) =>
  effectsOn(SHOP, order, "fulfillmentCreate").map(({ result }) => ({
    lines: (result.lines as { quantity: number }[]).map(({ quantity }) => quantity),
    notified: result.notifyCustomer,
  }));
const one = async (spec: Parameters<typeof anOrder>[0]): Promise<Placed> => {
  const [order] = await processed(SHOP, { spec: anOrder(spec) });
  if (!order) throw new Error("nothing was placed");
  return order;
};
const problems = (order: Placed) =>
  db.problem.findMany({
    where: { shop: SHOP, orderId: order.id, clearedAt: null },
    select: { kind: true },
  });

inEmptyShop(SHOP);
beforeAll(() => leaveOrdersOpen(SHOP));
afterEach(() => changeSettings(SHOP, { fulfillNotShipped: "whenPaid" }));

describe("when the order is paid", () => {
  it("a download-only order is fulfilled once, without a shipping confirmation, and archived", async () => {
    const order = await one({ lines: [PDF], ...paid });
    expect(calls(order)).toEqual([{ lines: [1], notified: false }]);
    expect(statusOf(order)).toBe("FULFILLED");
    await sync(SHOP);
    await later(SHOP);
    expect(calls(order)).toHaveLength(1);
    expect(orderAt(SHOP, order).closedAt).not.toBeNull();
    expect(
      await db.orderEvent.count({
        where: { shop: SHOP, orderId: order.id, kind: "notShippedFulfilled" },
      }),
    ).toBe(1);
  });

  it("not before: an authorization is no payment", async () => {
    const order = await one({ lines: [PDF], payments: [{ kind: "AUTHORIZATION" }] });
    expect(calls(order)).toEqual([]);
    simulator.act(SHOP, "captureOrder", { order: order.id });
    await sync(SHOP);
    expect(calls(order)).toEqual([{ lines: [1], notified: false }]);
  });

  it("a shipment that names the download too ships the rest and complains of nothing", async () => {
    const order = await one({ lines: [MUG, PDF], ...paid });
    expect(calls(order)).toEqual([{ lines: [1], notified: false }]);
    await ship(SHOP, order);
    await news(SHOP);
    expect(calls(order)).toEqual([
      { lines: [1], notified: false },
      { lines: [2], notified: true },
    ]);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(await problems(order)).toEqual([]);
  });

  it("a shipment of the download alone is sent with nothing left to call for", async () => {
    const order = await one({ lines: [MUG, PDF], ...paid });
    await ship(SHOP, order, { lines: { "TIDES-PDF": "1" } });
    await news(SHOP);
    expect(calls(order)).toHaveLength(1);
    expect(await problems(order)).toEqual([]);
    const [row] = await db.postedShipment.findMany({ where: { shop: SHOP, orderId: order.id } });
    expect(row?.state).toBe("sent");
  });

  it("what somebody takes back in Shopify is not fulfilled again", async () => {
    const order = await one({ lines: [PDF], ...paid });
    simulator.act(SHOP, "cancelFulfillment", { order: order.id });
    await sync(SHOP);
    await later(SHOP);
    expect(calls(order)).toHaveLength(1);
    expect(statusOf(order)).toBe("UNFULFILLED");
  });

  it("a hold in Shopify waits for its release", async () => {
    await changeSettings(SHOP, { fulfillNotShipped: "never" });
    const order = await one({ lines: [PDF], ...paid });
    await changeSettings(SHOP, { fulfillNotShipped: "whenPaid" });
    simulator.act(SHOP, "holdOrder", { order: order.id, reason: "OTHER" });
    await sync(SHOP);
    expect(calls(order)).toEqual([]);
    simulator.act(SHOP, "releaseHolds", { order: order.id });
    await sync(SHOP);
    expect(calls(order)).toHaveLength(1);
  });
});

describe("with the first shipment", () => {
  it("the download goes when the first parcel went, whatever is in it", async () => {
    await changeSettings(SHOP, { fulfillNotShipped: "withFirstShipment" });
    const order = await one({ lines: [MUG, PDF], ...paid });
    expect(calls(order)).toEqual([]);
    await ship(SHOP, order, { lines: { "MUG-BLUE": "1" } });
    await news(SHOP);
    expect(calls(order)).toEqual([
      { lines: [1], notified: true },
      { lines: [1], notified: false },
    ]);
    expect(fulfilled(SHOP, order)).toHaveLength(2);
  });
});

describe("never", () => {
  it("a parcel of goods and a download is two calls, one for each delivery method", async () => {
    await changeSettings(SHOP, { fulfillNotShipped: "never" });
    const order = await one({ lines: [MUG, PDF], ...paid });
    await ship(SHOP, order);
    await news(SHOP);
    expect(calls(order).map(({ lines }) => lines)).toEqual([[1], [2]]);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(await problems(order)).toEqual([]);
  });
});
