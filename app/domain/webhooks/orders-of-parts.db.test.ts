import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { openEmptyShops, place } from "#app/domain/orders/import/import.fixture.ts";
import { importWaiting } from "#app/domain/orders/import/import.server.ts";
import { getOrder } from "#app/domain/orders/lists/order-lists.server.ts";
import { now } from "#app/lib/clock.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { handleOrderWebhooks } from "./order-webhooks.server.ts";
import { ordersOfParts } from "./orders-of-parts.server.ts";

openEmptyShops();

const recordOf = (id: string) => (simulator.world(SHOP) as ShopWorld).store().order(id);
const act = (name: string, order: string, args: object = {}) =>
  simulator.act(SHOP, name, { order, ...args });

function returned() {
  const { id } = place();
  act("fulfillOrder", id);
  act("returnOrder", id, { lines: [{ line: 0, quantity: 1 }] });
  act("refundOrder", id, { lines: [{ line: 0, quantity: 1 }], ofReturn: 0 });
  return recordOf(id);
}
/** What a delivery leaves behind when it was received. */
const receive = (topic: string, resourceId: string) =>
  db.webhookDelivery.create({
    data: {
      shop: SHOP,
      webhookId: randomUUID(),
      topic,
      resourceId,
      receivedAt: now(),
      payload: {},
    },
  });

describe("webhooks of an order's parts", () => {
  it("know the orders of fulfillment orders, refunds, returns and reverse fulfillment orders in one call", async () => {
    const orders = [returned(), returned()];
    simulator.log.clear();
    const parts = orders.map(({ id, fulfillmentOrderRecords, refundRecords, returnRecords }) => ({
      id,
      of: [
        fulfillmentOrderRecords[0]?.id ?? "",
        refundRecords[0]?.id ?? "",
        returnRecords[0]?.id ?? "",
        returnRecords[0]?.reverseOrders[0]?.id ?? "",
      ],
    }));
    const ids = parts.flatMap(({ of }) => of);
    const owners = await ordersOfParts(SHOP, [...ids, ...ids, "gid://shopify/Return/999999999999"]);
    expect([...owners].sort()).toEqual(
      parts.flatMap(({ id, of }) => of.map((part) => [part, id])).sort(),
    );
    expect(simulator.log.requests.filter(({ kind }) => kind === "graphql")).toHaveLength(1);
  });

  it("of a return have its order read again, though nothing moved the order's time", async () => {
    await installForTest(SHOP, { autoSyncOrders: true });
    simulator.act(SHOP, "setShop", { archivesOrders: false });
    const order = returned();
    await receive("orders/create", order.id);
    await handleOrderWebhooks(SHOP);
    await importWaiting(SHOP);
    const statusOf = async () =>
      (await getOrder(SHOP, order.id))?.snapshot.state.returns.map(({ status }) => status);
    expect(await statusOf()).toEqual(["OPEN"]);
    const { updatedAt } = order;
    act("closeReturn", order.id);
    expect(order.updatedAt).toBe(updatedAt);
    await receive("returns/close", order.returnRecords[0]?.id ?? "");
    await handleOrderWebhooks(SHOP);
    await importWaiting(SHOP);
    expect(await statusOf()).toEqual(["CLOSED"]);
  });
});
