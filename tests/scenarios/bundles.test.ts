import { simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { assignItem } from "#app/domain/documents/choices/choices.server.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import { drain } from "#tests/setup/jobs.ts";
import {
  anOrder,
  documentOf,
  effectsOn,
  news,
  orderAt,
  place,
  type Placed,
  processed,
  ship,
} from "./back-office.ts";
import { changeSettings, createAll, inEmptyShop, sync } from "./shop-at-work.ts";
import type { LineId } from "#app/lib/ids.ts";

/** Bundles of Shopify (line item groups), as their components or as one item of the ERP, and on their way back. */
const SHOP = "bundles.myshopify.com";
const lines = [
  { variant: "MUG-BLUE", quantity: 1, bundle: "Harbour set" },
  { variant: "CARDS", quantity: 2, bundle: "Harbour set" },
  { variant: "LANTERN", quantity: 1 },
];

inEmptyShop(SHOP);

const goodsOf = async (order: Placed) => {
  const { lines: all, net, tax, gross } = await documentOf(SHOP, order);
  const goods = all.filter(({ kind }) => kind === "item");
  return { goods, totals: [net, tax, gross].map((amount) => amount.toFixed()) };
};
const shippedAt = (order: Placed): string =>
  displayFulfillmentStatus(orderAt(SHOP, order), "2026-10");

describe("a bundle", () => {
  let totals: string[] = [];
  it("stands on the document as its components unless the card says otherwise", async () => {
    const [order] = await processed(SHOP, { spec: anOrder({ lines, payments: [{}] }) });
    const made = await goodsOf(order as Placed);
    expect(made.goods).toHaveLength(3);
    totals = made.totals;
  });

  it("as one item: a problem names it until its item is chosen; the totals are the same", async () => {
    await changeSettings(SHOP, { bundles: "item" });
    const order = place(SHOP, { spec: anOrder({ lines, payments: [{}] }) });
    await sync(SHOP);
    const [problem] = await db.problem.findMany({
      where: { shop: SHOP, orderId: order.id, clearedAt: null },
    });
    expect(problem).toMatchObject({
      kind: "unknown-item",
      detail: { params: { name: "Harbour set" } },
    });
    const { where } = problem?.detail as { where: { lineId: LineId } };
    const item = await db.ledgerItem.findFirstOrThrow({
      where: { shop: SHOP, number: "ROPE-20" },
    });
    const chosen = await assignItem({ shop: SHOP, by: "merchant" }, order.id, where.lineId, {
      item: { ref: { kind: "item", id: item.id, number: item.number } },
    });
    expect(chosen.ok).toBe(true);
    await createAll(SHOP);
    const made = await goodsOf(order);
    expect(
      made.goods.map(({ description, quantity, itemId }) => [
        description,
        quantity.toFixed(),
        itemId === item.id,
      ]),
    ).toEqual([
      ["Harbour set", "1", true],
      [expect.any(String), "1", false],
    ]);
    expect(made.totals).toEqual(totals);
    // Its one parcel is two lines of the order.
    await ship(SHOP, order, { lines: { "ROPE-20": "1" } });
    await news(SHOP);
    await drain();
    const [call] = effectsOn(SHOP, order, "fulfillmentCreate");
    expect(
      (call?.result.lines as { quantity: number }[]).map(({ quantity }) => quantity).sort(),
    ).toEqual([1, 2]);
    expect(shippedAt(order)).toBe("PARTIALLY_FULFILLED");
    await ship(SHOP, order);
    await news(SHOP);
    expect(shippedAt(order)).toBe("FULFILLED");
    expect(simulator.log.defects).toEqual([]);
  });
});
