import { describe, expect, it } from "vitest";
import {
  eur,
  refundLine,
  reverseLine,
  sampleOrder,
  sampleRefund,
  sampleReturn,
} from "../snapshot/sample-order.fixture.ts";
import { snapshotFromShopify } from "./snapshot-from-shopify.ts";
import type { WholeOrder } from "./whole-order.ts";
import type { LineId } from "#app/lib/ids.ts";

const CUP = "gid://shopify/LineItem/1";
const PLATE = "gid://shopify/LineItem/2";
type Reverse = WholeOrder["returns"][number]["reverseOrders"][number];
const reverse = (number: number, ...lines: Reverse["lines"]): Reverse => ({
  head: { id: `gid://shopify/ReverseFulfillmentOrder/${number}`, status: "OPEN" },
  lines,
});
const refundOf = (id: number, returned: number | null, lineId: LineId = CUP) =>
  sampleRefund(id, [refundLine(lineId, 1, { restockType: "RETURN" })], {
    return: returned === null ? null : { id: `gid://shopify/Return/${returned}` },
  });
/** Where the one refund line of the first refund goes, by its return. */
const place = (...reverseOrders: Reverse[]) =>
  snapshotFromShopify(
    sampleOrder({ refunds: [refundOf(1, 1)], returns: [sampleReturn(1, { reverseOrders })] }),
  ).state.refunds[0]?.lines[0]?.returnLocationId;

describe("a return as it is kept", () => {
  it("has its lines with reason and fee, its shipping fees, exchanges, and what became of the goods where", () => {
    const entry = sampleReturn(1, {
      lines: [
        {
          id: "gid://shopify/ReturnLineItem/1",
          quantity: 2,
          processedQuantity: 1,
          refundedQuantity: 1,
          returnReasonDefinition: { handle: "too-small", name: "Too small" },
          fulfillmentLineItem: { lineItem: { id: CUP } },
          restockingFee: { percentage: 10, amountSet: eur("2.0") },
          withCodeDiscountedTotalPriceSet: eur("20.0"),
        },
        {
          id: "gid://shopify/UnverifiedReturnLineItem/2",
          quantity: 1,
          processedQuantity: 0,
          refundedQuantity: 0,
          returnReasonDefinition: null,
        },
      ],
      reverseOrders: [reverse(1, reverseLine(CUP, ["A", null]))],
    });
    const head = {
      ...entry.head,
      status: "DECLINED" as const,
      decline: { reason: "FINAL_SALE" as const },
      returnShippingFees: [{ id: "gid://shopify/ReturnShippingFee/1", amountSet: eur("7.5") }],
    };
    const [read] = snapshotFromShopify(sampleOrder({ returns: [{ ...entry, head }] })).state
      .returns;
    expect(read).toMatchObject({
      name: "#1001-R1",
      status: "DECLINED",
      declineReason: "FINAL_SALE",
      lines: [
        {
          lineId: CUP,
          quantity: 2,
          processed: 1,
          refunded: 1,
          reason: { handle: "too-small", name: "Too small" },
          restockingFee: { percentage: 10, amount: { shop: { amount: "2" } } },
          total: { shop: { amount: "20" } },
        },
        { lineId: null, reason: null, restockingFee: null, total: null },
      ],
      shippingFees: [{ amount: { shop: { amount: "7.5" } } }],
      reverseOrders: [
        {
          status: "OPEN",
          lines: [
            {
              lineId: CUP,
              dispositions: [
                { type: "RESTOCKED", locationName: "A" },
                { type: "MISSING", locationName: null },
              ],
            },
          ],
        },
      ],
    });
  });
});

describe("where a refund's return put the goods (R-1)", () => {
  it("is the one place that all dispositions of the line name, in however many reverse orders", () => {
    expect(place(reverse(1, reverseLine(CUP, ["A", "A"])))).toBe("gid://shopify/Location/A");
    expect(place(reverse(1, reverseLine(CUP, ["A"])), reverse(2, reverseLine(CUP, ["A"])))).toBe(
      "gid://shopify/Location/A",
    );
    expect(place(reverse(1, reverseLine(CUP, ["A", null])))).toBe("gid://shopify/Location/A");
  });
  it("is none where they name several places, within one reverse order or between two", () => {
    expect(place(reverse(1, reverseLine(CUP, ["A", "B"])))).toBeNull();
    expect(
      place(reverse(1, reverseLine(CUP, ["A"])), reverse(2, reverseLine(CUP, ["B"]))),
    ).toBeNull();
  });
  it("is none without dispositions, of another line, or of another return", () => {
    expect(place()).toBeNull();
    expect(place(reverse(1, reverseLine(CUP, [])))).toBeNull();
    expect(place(reverse(1, reverseLine(PLATE, ["A"]), reverseLine(null, ["A"])))).toBeNull();
    const { refunds } = snapshotFromShopify(
      sampleOrder({
        refunds: [refundOf(1, 2), refundOf(2, null)],
        returns: [sampleReturn(1, { reverseOrders: [reverse(1, reverseLine(CUP, ["A"]))] })],
      }),
    ).state;
    expect(refunds.map(({ lines }) => lines[0]?.returnLocationId)).toEqual([null, null]);
  });
});
