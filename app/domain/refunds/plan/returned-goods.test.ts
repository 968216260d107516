import { describe, expect, it } from "vitest";
import type {
  OrderRefund,
  OrderReturn,
  OrderSnapshot,
} from "#app/domain/orders/snapshot/snapshot.ts";
import { bag, facts, gid, line, settings, tax } from "#tests/fixtures/orders.ts";
import { heldRefund } from "../refund-timing.ts";
import { memoInput, refund, refundLine } from "./credit-memo.fixture.ts";
import { planCreditMemo } from "./plan-credit-memo.ts";
import { withReturnedGoods, type TakenBack } from "./returned-goods.ts";
import { unitsTaken } from "./units-taken.ts";

const CUP = gid("LineItem", 1);
const RETURN = gid("Return", 1);
const bare = (at: number, amount: string, over: Partial<OrderRefund> = {}): OrderRefund =>
  refund(amount, {
    id: gid("Refund", at),
    returnId: RETURN,
    ...(amount === "0" ? { transactions: [] } : {}),
    ...over,
  });
const disposed = (type: string, quantity: number, place = 5) => ({
  id: gid("Disposition", place),
  type,
  quantity,
  createdAt: "",
  locationId: gid("Location", place),
  locationName: "Shop",
});
const returned = (
  over: Partial<OrderReturn["lines"][number]> = {},
): OrderReturn["lines"][number] => ({
  id: gid("ReturnLineItem", 1),
  lineId: CUP,
  quantity: 2,
  processed: 2,
  refunded: 0,
  reason: null,
  total: bag("20"),
  restockingFee: null,
  ...over,
});

interface Over {
  lines?: OrderReturn["lines"];
  dispositions?: ReturnType<typeof disposed>[];
  /** Total, tax and quantity that Shopify recorded under the return. */
  recorded?: [total: string, tax: string, quantity: number | null];
  taken?: TakenBack;
  cups?: Parameters<typeof line>[0];
}

/** Three cups at 10; two came back with a return. The last of these refunds is looked at. */
function looked(refunds: OrderRefund[], { lines, dispositions, recorded, taken, cups }: Over = {}) {
  const last = refunds.at(-1) as OrderRefund;
  const input = memoInput({ lines: [line({ quantity: 3, ...cups })] }, last, {
    earlier: refunds.slice(0, -1),
    dispositions: dispositions ?? [disposed("RESTOCKED", 2)],
    settings: settings({ returnLocationPriority: "originalThenDefault" }),
    facts: facts({ mappings: { location: { [gid("Location", 5)]: { code: "SHOP" } } } }),
  });
  const [of] = input.snapshot.state.returns as [OrderReturn];
  const sale = recorded && {
    ...{ id: gid("Sale", 1), action: "RETURN", lineType: "PRODUCT", shippingLineId: null },
    ...{ lineId: CUP, total: bag(recorded[0]), tax: bag(recorded[1]), quantity: recorded[2] },
  };
  const raw: OrderSnapshot = {
    ...input.snapshot,
    state: {
      ...input.snapshot.state,
      returns: [
        {
          ...of,
          lines: lines ?? [returned()],
          reverseOrders: of.reverseOrders.map((one) => ({
            ...one,
            lines: one.lines.map((reversed) => ({ ...reversed, lineId: CUP })),
          })),
        },
      ],
      agreements: sale
        ? [
            {
              ...{ id: gid("SalesAgreement", 1), happenedAt: "", reason: "RETURN" },
              ...{ refundId: null, returnId: RETURN, sales: [sale] },
            },
          ]
        : [],
    },
  };
  const all = withReturnedGoods(raw, taken ?? new Map());
  const snapshot = { ...raw, state: { ...raw.state, refunds: all } };
  const own = all.at(-1) as OrderRefund;
  return { all, own, snapshot, planned: planCreditMemo({ ...input, snapshot, refund: own }) };
}
const units = ({ lines }: OrderRefund) =>
  lines.map(({ quantity, restocked, subtotal }) => [quantity, restocked, subtotal.shop.amount]);
const shown = ({ planned }: ReturnType<typeof looked>) =>
  planned.document?.lines.map(({ kind, item, account, quantity, unitPrice, location }) => [
    ...[kind, item?.number ?? account, `${quantity} × ${unitPrice}`],
    location ?? null,
  ]);
const why = ({ planned }: ReturnType<typeof looked>) =>
  planned.explanation.filter(({ rule }) => rule === "R-35").map(({ text }) => text);

describe("R-35: a refund that names no goods takes those that its return says came back", () => {
  it("restocked: the item, at the place that the return names, for what the return says they are worth", () => {
    const one = looked([bare(1, "20")]);
    expect(one.planned.problems).toEqual([]);
    expect(shown(one)).toEqual([["item", "I1", "2 × 10", "SHOP"]]);
    expect(why(one)).toEqual(["why.creditMemo.ofReturn"]);
    expect(heldRefund(one.own, one.snapshot, true)).toBeNull();
  });
  it("not restocked: the account of such goods; a part of each: a line of each", () => {
    expect(shown(looked([bare(1, "20")], { dispositions: [] }))).toEqual([
      ["item", "8910", "2 × 10", null],
    ]);
    const some = [disposed("RESTOCKED", 1), disposed("NOT_RESTOCKED", 1)];
    expect(shown(looked([bare(1, "20")], { dispositions: some }))).toEqual([
      ["item", "I1", "1 × 10", "SHOP"],
      ["item", "8910", "1 × 10", null],
    ]);
  });
  it("for less than they are worth: the rest on the refund account; with shipping: what shipping leaves", () => {
    expect(shown(looked([bare(1, "15")]))?.[1]).toEqual(["adjustment", "8900", "1 × -5", null]);
  });
  it("only what came back, and its part of the worth", () => {
    const one = looked([bare(1, "10")], {
      lines: [returned({ processed: 1 })],
      dispositions: [disposed("RESTOCKED", 1)],
    });
    expect(units(one.own)).toEqual([[1, true, "10"]]);
    const none = looked([bare(1, "10")], { lines: [returned({ processed: 0 })], dispositions: [] });
    expect(shown(none)).toEqual([["adjustment", "8900", "1 × 10", null]]);
    expect(why(none)).toEqual(["why.creditMemo.nothingOfReturn"]);
  });
  it("with the tax of as many units, or as Shopify recorded it", () => {
    const cups = { taxes: [tax(bag("5.70"))] };
    expect(looked([bare(1, "23.80")], { cups }).planned.document?.expected).toEqual({
      ...{ net: "20", tax: "3.8", gross: "23.8" },
    });
    const recorded: Over["recorded"] = ["-23.79", "-3.79", -2];
    const one = looked([bare(1, "23.79")], { cups, recorded });
    expect(one.planned.problems).toEqual([]);
    expect(one.planned.document?.expected).toEqual({ net: "20", tax: "3.79", gross: "23.79" });
  });
});

describe("R-35: nothing is booked in twice", () => {
  const both = [refundLine(CUP, 2, "20")];
  it("what another refund of the return names is that one's, before or after it", () => {
    for (const refunds of [
      [bare(1, "5"), bare(2, "20", { lines: both })],
      [bare(2, "20", { lines: both }), bare(3, "5")],
    ]) {
      const one = looked(refunds);
      expect(one.all.map(({ lines }) => lines.length).sort()).toEqual([0, 1]);
      expect(one.planned.problems).toEqual([]);
    }
    const part = [refundLine(CUP, 1, "10")];
    expect(units(looked([bare(1, "10", { lines: part }), bare(2, "10")]).own)).toEqual([
      [1, true, "10"],
    ]);
  });
  it("one that moved no money leaves them to the refund that does", () => {
    expect(units(looked([bare(1, "0", { lines: both }), bare(2, "20")]).own)).toEqual([
      [2, true, "20"],
    ]);
    expect(looked([bare(1, "0")]).own.lines).toEqual([]);
  });
  it("of two that name nothing the first takes them", () => {
    const one = looked([bare(1, "15"), bare(2, "5")]);
    expect(one.all.map(({ lines }) => lines.length)).toEqual([1, 0]);
    expect(shown(one)).toEqual([["adjustment", "8900", "1 × 5", null]]);
    expect(heldRefund(one.own, one.snapshot, true)).toBeNull();
  });
  it("what a credit memo was made with stays taken: none, or what a later refund names as well", () => {
    const none: TakenBack = new Map([[gid("Refund", 1), new Map()]]);
    expect(units(looked([bare(1, "15"), bare(2, "20")], { taken: none }).own)).toEqual([
      [2, true, "20"],
    ]);
    const made = looked([bare(1, "20")]).planned.document?.lines ?? [];
    const taken: TakenBack = new Map([[gid("Refund", 1), unitsTaken(made)]]);
    expect([...unitsTaken(made)]).toEqual([[CUP, { restocked: 2, others: 0 }]]);
    const again = looked([bare(1, "20"), bare(2, "10", { lines: [refundLine(CUP, 1, "10")] })], {
      taken,
    });
    expect(again.planned.problems).toMatchObject([
      { kind: "refund-beyond-document", params: { quantity: 1, left: 0 } },
    ]);
  });
  it("an amount that Shopify names as an adjustment is no goods, nor what it recorded otherwise", () => {
    const adjustments = [{ reason: "REFUND_DISCREPANCY", amount: bag("-20"), tax: bag("0") }];
    expect(looked([bare(1, "20", { adjustments })]).own.lines).toEqual([]);
    const other = looked([bare(1, "20")], { recorded: ["-20", "0", null] });
    expect(units(other.own)).toEqual([[2, true, "20"]]);
    const { snapshot } = other;
    const sales = snapshot.state.agreements.flatMap((agreement) => agreement.sales);
    const agreements = snapshot.state.agreements.map((agreement) => ({
      ...agreement,
      sales: sales.map((sale) => ({ ...sale, lineId: null })),
    }));
    const state = { ...snapshot.state, agreements, refunds: [bare(1, "20")] };
    expect(withReturnedGoods({ ...snapshot, state }, new Map())[0]?.lines).toEqual([]);
  });
  it("a refund of no return, and a return that names no line of the order", () => {
    const { snapshot } = looked([bare(1, "20")]);
    const state = { ...snapshot.state, refunds: [bare(1, "20", { returnId: null })] };
    expect(withReturnedGoods({ ...snapshot, state }, new Map())[0]?.lines).toEqual([]);
    expect(looked([bare(1, "20")], { lines: [returned({ lineId: null })] }).own.lines).toEqual([]);
  });
});
