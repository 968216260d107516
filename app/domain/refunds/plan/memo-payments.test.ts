import fc from "fast-check";
import { expect, it } from "vitest";
import * as decimal from "#app/money/decimal.ts";
import { money } from "#app/money/money.ts";
import { gid } from "#tests/fixtures/orders.ts";
import { planMemoPayments } from "./memo-payments.ts";

const bag = (shop: string, presentment = shop) => ({
  shop: money(shop, "EUR"),
  presentment: money(presentment, "USD"),
});
const paid = (id: number, amount: string, status = "SUCCESS", presentment = amount) => ({
  id: gid("OrderTransaction", id),
  kind: "REFUND",
  status,
  gateway: "visa",
  amount: bag(amount, presentment),
});
const refund = (...transactions: ReturnType<typeof paid>[]) => ({
  createdAt: "2026-11-20T10:00:00Z",
  transactions,
});
const amounts = (...args: Parameters<typeof planMemoPayments>): [string, string][] =>
  planMemoPayments(...args).map(({ transactionId, amount }) => [
    transactionId.replace(/^.*\//, ""),
    amount,
  ]);
const none = { transactions: [] };

it("each payment that went back is registered with its amount, on the side of the document", () => {
  const back = refund(paid(2, "10", "SUCCESS", "11"), paid(1, "5", "SUCCESS", "5.5"));
  expect(amounts(back, none, { total: "15", side: "shop" })).toEqual([
    ["1", "5"],
    ["2", "10"],
  ]);
  expect(amounts(back, none, { total: "16.5", side: "presentment" })).toEqual([
    ["1", "5.5"],
    ["2", "11"],
  ]);
});

it("a payment that failed or is still on its way is none", () => {
  const back = refund(paid(1, "5", "FAILURE"), paid(2, "5", "PENDING"), paid(3, "4"));
  expect(amounts(back, none, { total: "14", side: "shop" })).toEqual([["3", "4"]]);
});

it("what goods paid for in exchange stays open on the credit memo", () => {
  expect(amounts(refund(paid(1, "11.1")), none, { total: "24", side: "shop" })).toEqual([
    ["1", "11.1"],
  ]);
});

it("cash is registered as it was rounded", () => {
  const { id } = paid(1, "9.98");
  const transactions = [{ id, rounding: bag("0.02"), createdAt: "2026-11-21T08:00:00Z" }] as never;
  expect(
    planMemoPayments(refund(paid(1, "9.98")), { transactions }, { total: "10", side: "shop" }),
  ).toEqual([{ transactionId: id, amount: "10", gateway: "visa", at: "2026-11-21T08:00:00Z" }]);
});

it("never comes to more than the credit memo, whatever went back", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 5 }),
      fc.integer({ min: 0, max: 200_000 }),
      (cents, total) => {
        const back = refund(
          ...cents.map((one, index) => paid(index, decimal.divide(String(one), "100"))),
        );
        const limit = decimal.divide(String(total), "100");
        const planned = planMemoPayments(back, none, { total: limit, side: "shop" });
        const sum = decimal.add("0", ...planned.map(({ amount }) => amount));
        const whole = decimal.add(
          "0",
          ...back.transactions.map(({ amount }) => amount.shop.amount),
        );
        expect(decimal.compare(sum, decimal.min(limit, whole))).toBe(0);
      },
    ),
  );
});
