import { describe, expect, it } from "vitest";
import { exchangeOrder } from "#app/domain/documents/plan/exchange-order.ts";
import { planDocument } from "#app/domain/documents/plan/plan-document.ts";
import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import { bag, facts, gid, line, planInput, settings, tax } from "#tests/fixtures/orders.ts";
import { heldRefund } from "../refund-timing.ts";
import { memoInput, refund, refundLine } from "./credit-memo.fixture.ts";
import type { MemoOver } from "./credit-memo.fixture.ts";
import { settledByExchange } from "./exchanged.ts";
import { planCreditMemo } from "./plan-credit-memo.ts";

const CUP = gid("LineItem", 1);
const JUG = gid("LineItem", 2);
const RETURN = gid("Return", 1);
const jug = (price: string, over: Partial<OrderLine> = {}): OrderLine =>
  line({
    id: JUG,
    variantId: gid("ProductVariant", 2),
    exchange: true,
    unitPrice: bag(price),
    ...over,
  });

/** Two cups at 10 were sold; one comes back, and a jug at this price goes out. */
function exchanged(price: string, money: string, over: MemoOver = {}, jugOver = {}) {
  const given = refund(money, {
    returnId: RETURN,
    lines: [refundLine(CUP, 1, "10")],
    ...(money === "0" ? { transactions: [] } : {}),
  });
  const input = memoInput({ lines: [line({ quantity: 2 }), jug(price, jugOver)] }, given, over);
  return { input, planned: planCreditMemo(input) };
}
const gross = ({ planned }: ReturnType<typeof exchanged>) => planned.document?.expected.gross;
const kinds = ({ planned }: ReturnType<typeof exchanged>) =>
  planned.problems.flatMap(({ params }) =>
    ((params["kinds"] ?? []) as { kind: string }[]).map(({ kind }) => kind),
  );

describe("R-13: a credit memo takes back all that came back, whatever of it went back as money", () => {
  it.each([
    ["equal", "10", "0"],
    ["cheaper", "6", "4"],
    ["dearer", "15", "0"],
  ])("%s goods go out", (_name, price, money) => {
    const one = exchanged(price, money, {
      sales: [["PRODUCT", "-10"]],
      returnSales: [[JUG, price]],
    });
    expect(one.planned.problems).toEqual([]);
    expect(gross(one)).toBe("10");
    expect(one.planned.document?.lines).toHaveLength(1);
    expect(one.planned.proof.rows.filter(({ kind }) => kind === "exchange")).toMatchObject([
      { shopify: price, document: price, difference: "0" },
    ]);
    expect(one.planned.explanation.map(({ text }) => text)).toContain("why.creditMemo.settled");
    expect(heldRefund(one.input.refund, one.input.snapshot, true)).toBeNull();
  });
  it("with tax on top, the exchange is worth its tax too", () => {
    const one = exchanged("10", "0", {}, { taxes: [tax(bag("1.90"))] });
    expect(settledByExchange(one.input.refund, one.input.snapshot, "shop")).toBe("10");
    const dear = exchanged("9", "0", {}, { taxes: [tax(bag("1.71"))] });
    expect(gross(dear)).toBe("10");
  });
  it("the sales may all stand under the return, when it has one refund", () => {
    const one = exchanged("6", "4", {
      returnSales: [
        [CUP, "-10"],
        [JUG, "6"],
      ],
    });
    expect(one.planned.problems).toEqual([]);
    expect(one.planned.proof.rows.map(({ kind }) => kind)).toContain("agreement");
  });
  it.each([
    ["cheaper", "6", "4", "-4"],
    ["equal", "10", "0", "0"],
    ["dearer", "13", "0", "3"],
  ])(
    "%s: the balance of the return is what Shopify's sales records leave, and the documents",
    (_kind, worth, paid, balance) => {
      const one = exchanged(worth, paid, {
        returnSales: [
          [CUP, "-10"],
          [JUG, worth],
        ],
      });
      expect(one.planned.proof.rows.find(({ kind }) => kind === "returnBalance")).toEqual({
        kind: "returnBalance",
        shopify: balance,
        document: balance,
        difference: "0",
      });
      expect(one.planned.problems).toEqual([]);
    },
  );
  it("what Shopify recorded of the exchange, or of what came back, is not what stands there: named", () => {
    expect(kinds(exchanged("6", "4", { returnSales: [[JUG, "7"]] }))).toEqual(["exchange"]);
    expect(
      kinds(exchanged("6", "4", { sales: [["PRODUCT", "-9"]], returnSales: [[JUG, "6"]] })),
    ).toEqual(["agreement", "returnBalance"]);
  });
  it("less went back than both explain: the shop kept it", () => {
    const one = exchanged("6", "3");
    expect(gross(one)).toBe("9");
    expect(one.planned.document?.lines.map(({ account }) => account)).toEqual([undefined, "8900"]);
  });
  it("of several refunds of a return, the later pay for what the earlier left open", () => {
    const first = refund("0", {
      id: gid("Refund", 1),
      returnId: RETURN,
      lines: [refundLine(CUP, 1, "10")],
      transactions: [],
    });
    const second = refund("5", {
      id: gid("Refund", 2),
      returnId: RETURN,
      lines: [refundLine(CUP, 1, "10")],
    });
    const { snapshot } = memoInput({ lines: [line({ quantity: 2 }), jug("15")] }, second, {
      earlier: [first],
    });
    expect(settledByExchange(first, snapshot, "shop")).toBe("10");
    expect(settledByExchange(second, snapshot, "shop")).toBe("5");
  });
  it("what an earlier refund's goods paid for is not paid for again, whatever the shop kept of a later one", () => {
    const back = (at: number, money: string) =>
      refund(money, {
        id: gid("Refund", at),
        returnId: RETURN,
        lines: [refundLine(CUP, 1, "10")],
        ...(money === "0" ? { transactions: [] } : {}),
      });
    const [first, second] = [back(1, "0"), back(2, "7")];
    const { snapshot } = memoInput({ lines: [line({ quantity: 2 }), jug("10")] }, second, {
      earlier: [first],
    });
    expect(settledByExchange(first, snapshot, "shop")).toBe("10");
    expect(settledByExchange(second, snapshot, "shop")).toBe("0");
  });
  it("an edit that took goods off the exchange leaves nothing to pay for", () => {
    const one = exchanged("10", "0");
    const { content } = one.input.snapshot;
    const snapshot = {
      ...one.input.snapshot,
      content: {
        ...content,
        removals: [
          {
            refundId: gid("Refund", 9),
            createdAt: "2026-03-06T00:00:00Z",
            lines: [{ lineId: JUG, quantity: 1, subtotal: bag("10"), tax: bag("0") }],
          },
        ],
      },
    };
    expect(settledByExchange(one.input.refund, snapshot, "shop")).toBe("0");
    expect(heldRefund(one.input.refund, snapshot, true)?.reason.kind).toBe("refund-without-money");
  });
  it("goods of an exchange that come back are taken back from its own document", () => {
    const given = refund("10", { returnId: RETURN, lines: [refundLine(JUG, 1, "10")] });
    const content = { lines: [line({ quantity: 2 }), jug("10")] };
    const { snapshot } = memoInput(content, given);
    const sent = planDocument(planInput(exchangeOrder(snapshot, [JUG])));
    if (!sent.document) throw new Error("no document of the exchange");
    const planned = planCreditMemo(
      memoInput(content, { ...given, returnId: null }, { exchanged: sent.document }),
    );
    expect(planned.problems).toEqual([]);
    expect(planned.document?.lines).toMatchObject([{ item: sent.document.lines[0]?.item }]);
    expect(
      planCreditMemo(memoInput(content, { ...given, returnId: null })).problems.map(
        ({ kind }) => kind,
      ),
    ).toContain("refund-beyond-document");
  });
});

describe("fees of a return that the sales record does not name", () => {
  const two = { lines: [line({ quantity: 2 })] };
  const kept = (money: string, over: MemoOver) =>
    planCreditMemo(
      memoInput(two, refund(money, { returnId: RETURN, lines: [refundLine(CUP, 2, "20")] }), over),
    ).document?.lines.map(({ description, account, unitPrice }) => [
      description,
      account,
      unitPrice,
    ]);
  it("are charged each under its name, where they come to what was kept", () => {
    expect(kept("14.50", { restockingFee: "2", shippingFee: "3.50" })?.slice(1)).toEqual([
      ["Restocking fee", "6830", "-2"],
      ["Return shipping fee", "6830", "-3.5"],
    ]);
    expect(kept("16.50", { restockingFee: "2", shippingFee: "3.50" })?.slice(1)).toEqual([
      ["Return shipping fee", "6830", "-3.5"],
    ]);
  });
  it("R-13: of several refunds each is charged for its own units, and the first for sending back", () => {
    const over = { restockingFee: "4", shippingFee: "3" };
    const back = (at: number, money: string) =>
      refund(money, {
        id: gid("Refund", at),
        returnId: RETURN,
        lines: [refundLine(CUP, 1, "10")],
      });
    const first = back(1, "5");
    const fees = (input: ReturnType<typeof memoInput>) =>
      planCreditMemo(input)
        .document?.lines.slice(1)
        .map(({ description, unitPrice }) => [description, unitPrice]);
    expect(fees(memoInput(two, first, over))).toEqual([
      ["Restocking fee", "-2"],
      ["Return shipping fee", "-3"],
    ]);
    expect(fees(memoInput(two, back(2, "8"), { ...over, earlier: [first] }))).toEqual([
      ["Restocking fee", "-2"],
    ]);
    // The fee for sending back was charged already: what was kept besides is an amount of its own.
    expect(fees(memoInput(two, back(2, "5"), { ...over, earlier: [first] }))).toEqual([
      ["Refund", "-5"],
    ]);
  });
  it("stay an amount of the refund where they do not", () => {
    expect(kept("15", { restockingFee: "2", shippingFee: "3.50" })?.slice(1)).toEqual([
      ["Refund", "8900", "-5"],
    ]);
  });
});

describe("R-13: what goes out in exchange on the credit memo, where the card says so", () => {
  const onMemo = { settings: settings({ exchangeAs: "creditMemo" }) };
  const shown = ({ planned }: ReturnType<typeof exchanged>) =>
    planned.document?.lines.map(({ key, quantity, unitPrice, item }) => [
      key.replace(/gid.*\//, ""),
      `${quantity} × ${unitPrice}`,
      item?.id,
    ]);
  it.each([
    ["equal", "10", "0"],
    ["cheaper", "6", "4"],
  ])("%s: taken off, so that what is left is the money that went back", (_name, price, money) => {
    const one = exchanged(price, money, {
      ...onMemo,
      sales: [["PRODUCT", "-10"]],
      returnSales: [[JUG, price]],
    });
    expect(one.planned.problems).toEqual([]);
    expect(gross(one)).toBe(money);
    expect(shown(one)?.[1]?.slice(0, 2)).toEqual(["exchange:2", `-1 × ${price}`]);
    expect(one.planned.proof.rows.find(({ kind }) => kind === "exchangeOnMemo")).toMatchObject({
      shopify: price,
      document: price,
      difference: "0",
    });
    expect(one.planned.exchangeApart).toBeUndefined();
  });
  it("with tax and a discount, to the cent", () => {
    const one = exchanged("7", "2.86", onMemo, { discount: bag("1"), taxes: [tax(bag("1.14"))] });
    expect(one.planned.problems).toEqual([]);
    expect(one.planned.document?.expected).toEqual({ net: "4", tax: "-1.14", gross: "2.86" });
    expect(one.planned.document?.lines[1]).toMatchObject({
      quantity: "-1",
      discount: "-1",
      taxes: [{ amount: "-1.14" }],
    });
  });
  it("dearer than what came back: apart, and the why says so", () => {
    const one = exchanged("15", "0", onMemo);
    expect([gross(one), shown(one)?.length, one.planned.exchangeApart]).toEqual(["10", 1, true]);
    expect(one.planned.explanation.map(({ text }) => text)).toContain(
      "why.creditMemo.exchangeApart",
    );
  });
  it("another document sends them out already: not here as well", () => {
    const one = exchanged("6", "4", onMemo);
    const planned = planCreditMemo({ ...one.input, sentOut: new Set([JUG]) });
    expect(planned.document?.expected.gross).toBe("10");
    expect(planned.document?.lines).toHaveLength(1);
  });
  it("an item that the ERP does not know keeps the credit memo from being made", () => {
    const one = exchanged("6", "4", { ...onMemo, facts: facts({ itemLinks: {} }) });
    expect(one.planned.problems.map(({ kind }) => kind)).toEqual(["unknown-item"]);
  });
});
