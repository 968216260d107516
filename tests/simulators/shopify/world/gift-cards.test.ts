/** Gift cards by the control acts: issued once paid, used by payments, filled again by refunds. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ShopWorld } from "./create-world.ts";
import { testWorld } from "./testing.ts";

let world: ShopWorld;
beforeEach(() => {
  world = testWorld("empty");
});
const place = (spec: object) => {
  const { id } = world.control.placeOrder!({ spec }) as { id: string };
  const order = world.store().orders.find((one) => one.id === id)!;
  const act = (name: string, args: object = {}) => world.control[name]!({ order: id, ...args });
  const cards = () => world.store().giftCards.filter((card) => card.order === order);
  return { order, act, cards };
};
const two = { lines: [{ variant: "GIFT-50", quantity: 2 }] };
const left = (lastCharacters: string): string | undefined =>
  world.store().giftCards.find((card) => card.lastCharacters === lastCharacters)?.remaining;

describe("a sold gift card", () => {
  it("is issued when its order is paid, one for each unit, once", () => {
    const { act, cards } = place({ ...two, payments: [] });
    expect(cards()).toEqual([]);
    act("payOrder", { amount: "60.00" });
    expect(cards()).toEqual([]);
    act("payOrder");
    expect(cards().map(({ initial, remaining }) => [initial, remaining])).toEqual([
      ["50", "50"],
      ["50", "50"],
    ]);
    expect(new Set(cards().map(({ lastCharacters }) => lastCharacters)).size).toBe(2);
  });

  it("of an authorized order is issued with the capture", () => {
    const { act, cards } = place({ ...two, payments: [{ kind: "AUTHORIZATION" }] });
    expect(cards()).toEqual([]);
    act("captureOrder");
    expect(cards()).toHaveLength(2);
  });

  it("that is refunded keeps its balance until it is deactivated", () => {
    const { act, cards } = place(two);
    act("refundOrder", { lines: [{ line: 0, quantity: 2, restock: "NO_RESTOCK" }] });
    expect(cards().map(({ enabled, remaining }) => [enabled, remaining])).toEqual([
      [true, "50"],
      [true, "50"],
    ]);
    act("deactivateGiftCards");
    expect(cards().every(({ enabled, deactivatedAt }) => !enabled && deactivatedAt !== null)).toBe(
      true,
    );
  });
});

it("keeps a transaction of each change, by its direction, and none of its first value", () => {
  const lines = [{ variant: "MUG-BLUE", price: "20.00", quantity: 1 }];
  const { act } = place({ lines, payments: [{ gateway: "gift_card", giftCard: "7g2k" }] });
  act("refundOrder", { custom: "5.00" });
  world.control.adjustGiftCard!({ card: "7g2k", amount: "-25", cashOut: true });
  const card = world.store().giftCards.find((one) => one.lastCharacters === "7g2k");
  expect(card?.transactions.map(({ __typename, value }) => [__typename, value])).toEqual([
    ["GiftCardDebitTransaction", "-20"],
    ["GiftCardCreditTransaction", "5"],
    ["GiftCardCashOutTransaction", "-25"],
  ]);
});

describe("a payment by gift card", () => {
  const lines = [{ variant: "MUG-BLUE", price: "20.00", quantity: 1 }];
  const card = { gateway: "gift_card", giftCard: "7g2k" };

  it("names the card in its receipt and lowers what it holds, never below nothing", () => {
    const { order } = place({ lines, payments: [card] });
    expect(left("7g2k")).toBe("20");
    expect(JSON.parse(order.transactions[0]?.receiptJson ?? "")).toMatchObject({
      gift_card_last_characters: "7g2k",
    });
    expect(() => place({ lines: [{ ...lines[0], quantity: 2 }], payments: [card] })).toThrow(
      "does not hold 40",
    );
  });

  it("is given back to the card, as soon as the refund succeeds", () => {
    const { order, act } = place({ lines, payments: [card] });
    act("refundOrder", { custom: "5.00" });
    expect(left("7g2k")).toBe("25");
    expect(order.transactions.at(-1)?.receiptJson).toBe(order.transactions[0]?.receiptJson);
    act("refundOrder", { custom: "5.00", status: "FAILURE" });
    act("refundOrder", { custom: "5.00", status: "PENDING" });
    expect(left("7g2k")).toBe("25");
    act("settleTransaction", { status: "SUCCESS" });
    expect(left("7g2k")).toBe("30");
  });
});
