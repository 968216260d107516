// The parts of a refund, each by itself: what they are taken from, and what they are not.
import { describe, expect, it } from "vitest";
import type { OrderRefund, OrderTax } from "#app/domain/orders/snapshot/snapshot.ts";
import { bag, gid, line, order, tax } from "#tests/fixtures/orders.ts";
import { agreementOf } from "./agreement.ts";
import { memoInput, refund, refundLine, type MemoOver } from "./credit-memo.fixture.ts";
import { recordedExchange, settledByExchange, worthOfExchange } from "./exchanged.ts";
import { keptFees } from "./kept-fees.ts";
import { partsOfRefund, restOf } from "./refund-parts.ts";
import { partsOfRest } from "./rest-parts.ts";
import { splitTaxes } from "./split-taxes.ts";

const CUP = gid("LineItem", 1);
const JUG = gid("LineItem", 2);
const RETURN = gid("Return", 1);

describe("duties of a refund", () => {
  const duty = (id: number) => ({ id: gid("Duty", id), price: bag("4"), taxes: [] });
  const { content, state } = order({
    content: { lines: [line({ duties: [duty(1)] }), line({ id: JUG, duties: [duty(2)] })] },
  });
  const dutied = (...duties: OrderRefund["duties"]) =>
    partsOfRefund(refund("4", { duties }), { content, state }, "en").dutied.map(
      ({ id, duties: of }) => [id, of.map(({ price }) => price.shop.amount)],
    );
  it("stand with the line that they were charged on; one of none with the first; nothing is none", () => {
    expect(dutied({ dutyId: gid("Duty", 2), amount: bag("3") })).toEqual([[JUG, ["3"]]]);
    expect(dutied({ dutyId: null, amount: bag("3") })).toEqual([[CUP, ["3"]]]);
    expect(dutied({ dutyId: gid("Duty", 2), amount: bag("0") })).toEqual([]);
  });
  it("are part of the rest's amount only where prices do not include them", () => {
    const given = refund("4", { duties: [{ dutyId: gid("Duty", 1), amount: bag("4") }] });
    const parts = partsOfRefund(given, { content, state }, "en");
    const rest = (dutiesIncluded: boolean) =>
      restOf(given, parts, { taxesIncluded: false, dutiesIncluded }).shop.amount;
    expect([rest(false), rest(true)]).toEqual(["0", "4"]);
  });
});

describe("the tax of what was refunded", () => {
  const charged = (price: string, rate: string | null): OrderTax => ({ ...tax(bag(price)), rate });
  const shares = (taxes: OrderTax[], amount = bag("3", "EUR", "6", "USD")) =>
    splitTaxes(taxes, amount, "Tax").map(({ title, price }) => [
      ...[title, price.shop.amount, price.presentment.amount],
    ]);
  it("is of the taxes in proportion to what they charged, in each currency", () => {
    expect(shares([charged("2", "0.1"), charged("1", "0.3")])).toEqual([
      ["VAT", "2", "4"],
      ["VAT", "1", "2"],
    ]);
  });
  it("where they charged nothing, to their rates; without those in equal parts", () => {
    expect(shares([charged("0", "0.1"), charged("0", "0.2")]).map(([, shop]) => shop)).toEqual([
      ...["1", "2"],
    ]);
    const none = [charged("0", null), charged("0", null), charged("0", null)];
    expect(shares(none).map(([, shop]) => shop)).toEqual(["1", "1", "1"]);
  });
  it("on a line without any is a tax of its own; none is none", () => {
    expect(shares([])).toEqual([["Tax", "3", "6"]]);
    expect(shares([], bag("0"))).toEqual([]);
  });
});

describe("what is left of a refund", () => {
  const two = { lines: [line({ quantity: 2 })] };
  /** Of a rest of this much. */
  const rest = (amount: string, over: Partial<OrderRefund>, more: MemoOver = {}) => {
    const given = refund("20", { ...over, returnId: over.returnId ?? null });
    const { snapshot } = memoInput(two, given, more);
    const { parts, adjusted } = partsOfRest(amount, given, snapshot, "shop");
    return [parts.map((part) => [part.kind, part.reason, part.amount, part.tax]), adjusted];
  };
  const named = (amount: string, taxed = "0", reason = "RESTOCK") => ({
    adjustments: [{ reason, amount: bag(amount), tax: bag(taxed) }],
  });
  const adjustment = (amount: string, taxed = "0", reason = "RESTOCK") => [
    ...["adjustment", reason, amount, taxed],
  ];
  it("is Shopify's adjustments, whichever sign they have, with their tax in them or beside", () => {
    expect(rest("7", named("-7"))).toEqual([[adjustment("7")], "7"]);
    expect(rest("7", named("7"))).toEqual([[adjustment("7")], "7"]);
    expect(rest("11.9", named("-10", "-1.9"))).toEqual([[adjustment("11.9", "1.9")], "11.9"]);
    expect(rest("11.9", named("10", "1.9"))).toEqual([[adjustment("11.9", "1.9")], "11.9"]);
    expect(rest("11.9", named("11.9", "1.9"))).toEqual([[adjustment("11.9", "1.9")], "11.9"]);
  });
  it("an adjustment of nothing says nothing", () => {
    expect(rest("7", named("0"))).toEqual([[["adjustment", null, "7", "0"]], null]);
  });
  it("fees of the return are charged by it only where neither adjustments nor the sales record say so", () => {
    const kept = { restockingFee: "2", shippingFee: "3.5" };
    const back = { returnId: RETURN, lines: [refundLine(CUP, 2, "20")] };
    expect(rest("-2", back, kept)).toEqual([[["fee", "restockingFee", "-2", "0"]], null]);
    const both = rest("-2", { ...back, ...named("2", "0", "REFUND_DISCREPANCY") }, kept);
    expect(both).toEqual([[adjustment("-2", "0", "REFUND_DISCREPANCY")], "-2"]);
    expect(rest("-4.5", back, { ...kept, sales: [["FEE", "1"]] })).toEqual([
      [
        ["fee", null, "-1", "0"],
        ["adjustment", null, "-3.5", "0"],
      ],
      null,
    ]);
  });
  it("a fee that the sales record only calls one has the return's name for as much, each once", () => {
    const back = { returnId: RETURN, lines: [refundLine(CUP, 2, "20")] };
    const sales: [string, string][] = [
      ["FEE", "3.5"],
      ["FEE", "2"],
      ["FEE", "2"],
    ];
    const [parts] = rest("-7.5", back, { restockingFee: "2", shippingFee: "3.5", sales });
    expect((parts as string[][]).map(([, reason]) => reason)).toEqual([
      ...["returnShippingFee", "restockingFee", null],
    ]);
  });
  it("a tip that stands in a line is not taken from the sales record again, and has its tax", () => {
    const given = refund("3", { lines: [refundLine(CUP, 1, "3")] });
    const { snapshot } = memoInput(two, given, { sales: [["TIP", "-3"]] });
    const [agreement] = snapshot.state.agreements;
    const of = (lineId: typeof CUP | null) => {
      const sales = (agreement?.sales ?? []).map((sale) => ({ ...sale, lineId, tax: bag("-0.5") }));
      const state = { ...snapshot.state, agreements: agreement ? [{ ...agreement, sales }] : [] };
      return partsOfRest("3", given, { ...snapshot, state }, "shop").parts;
    };
    expect(of(null)).toEqual([{ kind: "tip", reason: null, amount: "3", tax: "0.5" }]);
    expect(of(CUP).map(({ kind }) => kind)).toEqual(["adjustment"]);
  });
});

describe("what a return keeps", () => {
  it("of its own line only, for as many units, in whole units of the currency", () => {
    const given = refund("20", {
      returnId: RETURN,
      lines: [refundLine(CUP, 1, "10"), refundLine(JUG, 1, "10")],
    });
    const { snapshot } = memoInput({ lines: [line({ quantity: 2 }), line({ id: JUG })] }, given, {
      restockingFee: "4",
    });
    expect(keptFees(given, snapshot.state, "shop")).toEqual([
      { kind: "restockingFee", amount: "2.00" },
    ]);
    const returns = snapshot.state.returns.map((one) => ({
      ...one,
      lines: one.lines.map((entry) => ({
        ...entry,
        quantity: 3,
        restockingFee: { percentage: 10, amount: bag("100", "JPY") },
      })),
    }));
    expect(keptFees(given, { ...snapshot.state, returns }, "shop")[0]?.amount).toBe("33");
  });
});

describe("R-13: an exchange", () => {
  const jug = line({ id: JUG, exchange: true, unitPrice: bag("6"), taxes: [tax(bag("1.14"))] });
  const lines = [line({ quantity: 2 }), jug];
  const back = (money: string, over: Partial<OrderRefund> = {}) =>
    refund(money, { returnId: RETURN, lines: [refundLine(CUP, 1, "10")], ...over });
  it("pays for nothing where more went back than the goods were worth", () => {
    const given = back("12");
    expect(settledByExchange(given, memoInput({ lines }, given).snapshot, "shop")).toBe("0");
  });
  it("is worth less by what an edit took off, with its tax", () => {
    const { content } = order({ content: { lines } });
    const removed = { lineId: JUG, quantity: 1, subtotal: bag("2"), tax: bag("0.38") };
    const removals = [{ refundId: gid("Refund", 9), createdAt: "", lines: [removed] }];
    expect(worthOfExchange([jug], { content: { ...content, removals } }, "shop")).toBe("4.76");
  });
  it("was sold for what was sold, not for what came back of it; a line without a record has none", () => {
    const given = back("4");
    const returnSales: [typeof JUG, string][] = [
      [JUG, "7.14"],
      [JUG, "-7.14"],
    ];
    const { snapshot } = memoInput({ lines }, given, { returnSales });
    expect(recordedExchange([jug], snapshot, "shop")).toBe("7.14");
    expect(recordedExchange([jug, line()], snapshot, "shop")).toBeNull();
  });
});

describe("Shopify's sales record of a refund", () => {
  const jug = line({ id: JUG, exchange: true });
  const given = refund("4", { returnId: RETURN, lines: [refundLine(CUP, 1, "10")] });
  const totals = (over: MemoOver, one = given) =>
    agreementOf(
      one,
      memoInput({ lines: [line({ quantity: 2 }), jug] }, one, over).snapshot,
    )?.sales.map(({ total }) => total.shop.amount);
  const returnSales: [typeof JUG, string][] = [
    [CUP, "-10"],
    [JUG, "6"],
  ];
  it("is its own, and the return's where it is its only refund and has none of its own", () => {
    expect(totals({ returnSales })).toEqual(["-10"]);
    expect(totals({ sales: [["PRODUCT", "-10"]], returnSales })).toEqual(["-10"]);
    expect(totals({ sales: [["FEE", "2"]], returnSales })).toEqual(["2", "-10"]);
  });
  it("of several refunds of a return is never the return's, and one without any has none", () => {
    const earlier = [refund("1", { id: gid("Refund", 0), returnId: RETURN })];
    expect(totals({ returnSales, earlier })).toBeUndefined();
    expect(totals({ returnSales, earlier, sales: [] })).toBeUndefined();
    expect(totals({ sales: [] }, refund("4"))).toEqual([]);
  });
  it("has nothing of what an exchange sells anew", () => {
    const { snapshot } = memoInput({ lines: [line({ quantity: 2 }), jug] }, given, {
      sales: [["PRODUCT", "-10"]],
      returnSales,
    });
    const agreements = snapshot.state.agreements.map((one) => ({
      ...one,
      refundId: given.id,
      returnId: null,
    }));
    const found = agreementOf(given, { ...snapshot, state: { ...snapshot.state, agreements } });
    expect(found?.sales.map(({ total }) => total.shop.amount)).toEqual(["-10", "-10"]);
  });
});
