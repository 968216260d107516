import { simulator } from "#tests/setup/simulator.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { markAsPaid } from "#app/domain/order-acts/mark-as-paid.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import {
  captures,
  effectsOn,
  fulfilled,
  invoice,
  later,
  news,
  orderAt,
  place,
  type Placed,
  processed,
  ship,
} from "./back-office.ts";
import {
  changeSettings,
  createAll,
  deliver,
  inEmptyShop,
  leaveOrdersOpen,
  sync,
} from "./shop-at-work.ts";

/** The two payment workflows of Shopify's guide "Track orders placed on other platforms", from the marketplace to the archive. */
const SHOP = "market-goods.myshopify.com";

const statusOf = (order: Placed): string =>
  displayFulfillmentStatus(orderAt(SHOP, order), "2026-10");
const problemsOf = async (order: Placed): Promise<string[]> =>
  (await db.problem.findMany({ where: { shop: SHOP, orderId: order.id, clearedAt: null } })).map(
    ({ kind }) => kind,
  );
const rowOf = (order: Placed) =>
  db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } });

/** Shopify tells of a fulfillment order: its id and its state, nothing more. */
async function tell(order: Placed, topic: string): Promise<void> {
  for (const { id, status } of orderAt(SHOP, order).fulfillmentOrderRecords)
    expect(
      await deliver(SHOP, topic, { fulfillment_order: { id, status: status.toLowerCase() } }),
    ).toBe(200);
  await drain();
}

inEmptyShop(SHOP);
beforeAll(() => leaveOrdersOpen(SHOP));

describe("authorized, captured by the marketplace after fulfillment", () => {
  it("a held order waits visibly at the import, and comes in by itself once the hold is released", async () => {
    const order = place(SHOP, { kind: "marketplace-on-hold" });
    await sync(SHOP);
    expect(
      await db.orderToImport.findFirst({ where: { shop: SHOP, orderId: order.id } }),
    ).toMatchObject({ verdict: "held", reason: { kind: "held-marketplace" } });
    simulator.act(SHOP, "releaseHolds", { order: order.id });
    await tell(order, "fulfillment_orders/hold_released");
    expect(await db.orderToImport.count({ where: { shop: SHOP, orderId: order.id } })).toBe(0);
    expect((await rowOf(order)).fulfillmentStatus).toBe("UNFULFILLED");
  });

  it("its shipment waits for the hold, its money for the marketplace; nobody captures in between, and in the end it is archived", async () => {
    await changeSettings(SHOP, { heldMarketplaceOrders: "document" });
    const [order] = (await processed(SHOP, { kind: "marketplace-on-hold" })) as [Placed];
    await changeSettings(SHOP, { heldMarketplaceOrders: "hold" });

    await ship(SHOP, order, { tracking: ["NS-1"] });
    await invoice(SHOP, order);
    await news(SHOP);
    expect(fulfilled(SHOP, order)).toEqual([]);
    expect(
      (
        await db.task.findFirstOrThrow({
          where: { shop: SHOP, orderId: order.id, kind: "createFulfillment" },
        })
      ).state,
    ).toBe("planned");
    expect(await problemsOf(order)).toEqual(
      expect.arrayContaining([expect.stringMatching(/held/)]),
    );
    expect(
      await db.paymentLine.findMany({ where: { shop: SHOP, orderId: order.id } }),
    ).toMatchObject([{ state: "channel", reason: { kind: "channel-captures" } }]);
    expect(await markAsPaid(SHOP, order.id, { clickId: "click-1", by: "merchant" })).toMatchObject({
      ok: false,
    });

    await later(SHOP);
    expect(effectsOn(SHOP, order, "fulfillmentCreate")).toEqual([]);
    simulator.act(SHOP, "releaseHolds", { order: order.id });
    await tell(order, "fulfillment_orders/hold_released");
    expect(fulfilled(SHOP, order)).toMatchObject([{ tracking: ["NS-1"] }]);
    expect(captures(SHOP, order)).toEqual([]);

    simulator.act(SHOP, "marketplaceCaptures", { order: order.id });
    expect(await deliver(SHOP, "orders/updated", { admin_graphql_api_id: order.id })).toBe(200);
    await drain();
    expect(
      await db.paymentLine.findMany({ where: { shop: SHOP, orderId: order.id } }),
    ).toMatchObject([{ state: "elsewhere" }]);
    expect(effectsOn(SHOP, order, "orderCapture")).toEqual([]);
    expect(await problemsOf(order)).toEqual([]);
    expect(orderAt(SHOP, order).closedAt).not.toBeNull();
    expect((await rowOf(order)).closed).toBe(true);
  });
});

describe("paid to the marketplace before", () => {
  it("is ready at once, is never captured, and is archived when it has been shipped", async () => {
    const [order] = (await processed(SHOP, { kind: "facebook-paid" })) as [Placed];
    await ship(SHOP, order);
    await invoice(SHOP, order);
    await news(SHOP);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(
      (await db.postedInvoice.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } })).state,
    ).toBe("nothing");
    expect(effectsOn(SHOP, order, "orderCapture")).toEqual([]);
    await sync(SHOP);
    expect(orderAt(SHOP, order).closedAt).not.toBeNull();
  });
});

it("a person's hold on an ordinary order holds its shipment too; what moved to another location is shipped there", async () => {
  const [order] = (await processed(SHOP, { kind: "few-lines" })) as [Placed];
  simulator.act(SHOP, "holdOrder", { order: order.id, reason: "HIGH_RISK_OF_FRAUD" });
  await ship(SHOP, order);
  await news(SHOP);
  expect(await problemsOf(order)).toContain("fulfillment-held");
  simulator.act(SHOP, "releaseHolds", { order: order.id });
  simulator.act(SHOP, "moveFulfillmentOrder", { order: order.id, location: "rotterdam" });
  await tell(order, "fulfillment_orders/hold_released");
  expect(statusOf(order)).toBe("FULFILLED");
  expect(await problemsOf(order)).toEqual([]);
  expect(await createAll(SHOP)).toMatchObject({ enqueued: [] });
});
