import { simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { retryShipments } from "#app/domain/fulfillments/shipment-actions.server.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import {
  anOrder,
  effectsOn,
  news,
  orderAt,
  place,
  type Placed,
  processed,
  ship,
} from "./back-office.ts";
import { changeSettings, createAll, inEmptyShop, leaveOrdersOpen, sync } from "./shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";

/** What happens in Shopify after the app fulfilled, and what is fulfilled already when the app comes. */
const SHOP = "afterwards.myshopify.com";
const spec = anOrder({ lines: [{ variant: "MUG-BLUE", quantity: 3 }], payments: [{}] });

const shipmentOf = (order: Placed) =>
  db.postedShipment.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } });
const problems = async (order: Placed) =>
  (await db.problem.findMany({ where: { shop: SHOP, orderId: order.id, clearedAt: null } })).map(
    ({ kind }) => kind,
  );
const calls = (order: Placed) => effectsOn(SHOP, order, "fulfillmentCreate").length;
const statusOf = (order: Placed) => displayFulfillmentStatus(orderAt(SHOP, order), "2026-10");
const shipped = async (): Promise<Placed> => {
  const [order] = (await processed(SHOP, { spec })) as [Placed];
  await ship(SHOP, order);
  await news(SHOP);
  expect((await shipmentOf(order)).state).toBe("sent");
  return order;
};

inEmptyShop(SHOP);

describe("a fulfillment cancelled in Shopify after the shipment was sent (F-22)", () => {
  it("is told on the shipment and the order, and goes again only when a person says so", async () => {
    const order = await shipped();
    simulator.act(SHOP, "cancelFulfillment", { order: order.id });
    await sync(SHOP);
    await sync(SHOP);
    expect(await shipmentOf(order)).toMatchObject({
      state: "failed",
      reason: { kind: "fulfillment-cancelled" },
    });
    expect(await problems(order)).toEqual(["fulfillment-cancelled"]);
    expect(
      await db.orderEvent.count({
        where: { shop: SHOP, orderId: order.id, kind: "fulfillmentCancelled" },
      }),
    ).toBe(1);
    expect(calls(order)).toBe(1);
    expect(await retryShipments(SHOP, [(await shipmentOf(order)).id], "ann")).toBe(1);
    await drain();
    await sync(SHOP);
    expect(await shipmentOf(order)).toMatchObject({ state: "sent", reason: null });
    expect(calls(order)).toBe(2);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(await problems(order)).toEqual([]);
  });

  it("ends a shipment that was undone in the ERP", async () => {
    const order = await shipped();
    const row = await shipmentOf(order);
    await db.ledgerPostedShipment.updateMany({
      where: { shop: SHOP, id: row.erpId },
      data: { reversedAt: new Date(), changedAt: new Date() },
    });
    await news(SHOP);
    expect(await problems(order)).toEqual(["shipment-undone"]);
    simulator.act(SHOP, "cancelFulfillment", { order: order.id });
    await sync(SHOP);
    expect(await shipmentOf(order)).toMatchObject({ state: "reversed", reason: null });
    expect(await problems(order)).toEqual([]);
  });
});

it("an order that is fulfilled already and becomes an invoice is archived at once", async () => {
  leaveOrdersOpen(SHOP);
  await changeSettings(SHOP, { fulfilledAsInvoice: true, archiveProcessed: true });
  const order = place(SHOP, { spec });
  simulator.act(SHOP, "fulfillOrder", { order: order.id });
  await sync(SHOP);
  await createAll(SHOP);
  expect(
    await db.salesDocument.findFirst({ where: { shop: SHOP, orderId: order.id } }),
  ).toMatchObject({ kind: "salesInvoice", state: "created" });
  expect(orderAt(SHOP, order).closedAt).not.toBeNull();
});
