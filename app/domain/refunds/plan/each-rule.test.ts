// Rules of a credit memo that one line each keeps: what happens where the usual case does not hold.
import { describe, expect, it } from "vitest";
import { exchangeOrder } from "#app/domain/documents/plan/exchange-order.ts";
import { planDocument } from "#app/domain/documents/plan/plan-document.ts";
import type { OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import {
  bag,
  capabilities,
  facts,
  gid,
  line,
  planInput,
  settings,
  shippingLine,
  tax,
} from "#tests/fixtures/orders.ts";
import { heldRefund } from "../refund-timing.ts";
import type { CreditMemoInput } from "./credit-memo-input.ts";
import { memoInput, refund, refundLine, refundedOf } from "./credit-memo.fixture.ts";
import { planCreditMemo } from "./plan-credit-memo.ts";

const CUP = gid("LineItem", 1);
const JUG = gid("LineItem", 2);
const RETURN = gid("Return", 1);
const two = { lines: [line({ quantity: 2 })] };
const cup = (over: Partial<OrderRefund["lines"][number]> = {}) => refundLine(CUP, 1, "10", over);
const oneBack = (over: Partial<OrderRefund> = {}) => refund("10", { lines: [cup()], ...over });
const plan = (...args: Parameters<typeof memoInput>) => planCreditMemo(memoInput(...args));
const kinds = ({ problems }: ReturnType<typeof planCreditMemo>) => problems.map(({ kind }) => kind);
/** Planned with the order's document otherwise than it was made. */
const madeWith = (input: CreditMemoInput, draft: Partial<CreditMemoInput["made"]["draft"]>) =>
  planCreditMemo({ ...input, made: { ...input.made, draft: { ...input.made.draft, ...draft } } });

describe("R-32", () => {
  it("what was sold on an account goes back on it, restocked or not", () => {
    const custom = { lines: [line({ kind: "custom" as const, variantId: null, sku: null })] };
    const input = memoInput(custom, oneBack());
    const sold = input.made.draft.lines.find(({ shopifyLineId }) => shopifyLineId === CUP);
    if (!sold) throw new Error("nothing was sold");
    const { item: _item, ...rest } = sold;
    const { document } = madeWith(input, { lines: [{ ...rest, account: "8400" }] });
    expect(document?.lines[0]).toMatchObject({ account: "8400" });
    const away = madeWith(input, { lines: [] });
    expect(away.explanation.some(({ text }) => text === "why.creditMemo.notRestocked")).toBe(false);
  });
  it("says that a line was cancelled", () => {
    const { explanation } = plan(two, oneBack({ lines: [cup({ restockType: "CANCEL" })] }));
    expect(explanation.map(({ text }) => text)).toContain("why.creditMemo.cancelled");
  });
  it("no item is made for what only comes back", () => {
    const input = memoInput(two, oneBack(), {
      settings: settings({ autoCreateItems: true }),
      facts: facts({ itemLinks: {} }),
    });
    const planned = madeWith(input, { lines: [] });
    expect(planned.newItems).toEqual([]);
    expect(kinds(planned)).toContain("unknown-item");
  });
  it("units of one line that come back in several ways are lines of their own", () => {
    const lines = [cup(), cup({ restockType: "NO_RESTOCK", restocked: false })];
    const { document } = plan(two, refund("20", { lines }));
    expect(document?.lines.map(({ key }) => key)).toEqual([CUP, `${CUP}#2`]);
  });
});

describe("R-34", () => {
  const disposed = (id: number) => ({
    id: gid("Disposition", id),
    type: "RESTOCKED",
    quantity: 1,
    createdAt: "",
    locationId: gid("Location", 5),
    locationName: "Shop",
  });
  const mapped = {
    settings: settings({
      returnLocationPriority: "originalThenDefault",
      defaultReturnLocation: "BACK",
    }),
    facts: facts({ mappings: { location: { [gid("Location", 5)]: { code: "SHOP" } } } }),
  };
  const back = oneBack({ returnId: RETURN });
  it("an ERP that wants a location has the default one", () => {
    const over = {
      settings: settings({ defaultReturnLocation: "BACK" }),
      capabilities: { ...capabilities, locationMandatory: true },
    };
    expect(kinds(plan(two, oneBack(), over))).toEqual([]);
  });
  it("units that came to the same place one by one came to one place", () => {
    const { document } = plan(two, back, { ...mapped, dispositions: [disposed(1), disposed(2)] });
    expect(document?.lines[0]?.location).toBe("SHOP");
  });
  it("where another line of the return went says nothing of this one", () => {
    const input = memoInput(two, back, { ...mapped, dispositions: [disposed(1)] });
    const { state } = input.snapshot;
    const returns = state.returns.map((one) => ({
      ...one,
      reverseOrders: one.reverseOrders.map((reverse) => ({
        ...reverse,
        lines: reverse.lines.map((reversed) => ({ ...reversed, lineId: JUG })),
      })),
    }));
    const snapshot = { ...input.snapshot, state: { ...state, returns } };
    expect(planCreditMemo({ ...input, snapshot }).document?.lines[0]?.location).toBe("BACK");
  });
});

describe("R-36", () => {
  const SHIP = gid("ShippingLine", 1);
  const shipped = (taxesIncluded: boolean) => ({
    lines: [line()],
    taxesIncluded,
    shippingLines: [shippingLine({ originalPrice: bag("5.95"), taxes: [tax(bag("0.95"))] })],
  });
  const entry = (subtotal: string, taxed: string) => ({
    shippingLineId: SHIP,
    subtotal: bag(subtotal),
    tax: bag(taxed),
  });
  it("an amount too small to tell whether its tax is in it has it in it", () => {
    const { document } = plan(shipped(true), refund("0.10", { shipping: [entry("0.10", "0.02")] }));
    expect(document?.lines).toHaveLength(1);
    expect(document?.expected.gross).toBe("0.1");
  });
  it("one shipping line refunded in two parts is two lines, each with a name of its own", () => {
    const { document } = plan(
      shipped(false),
      refund("3.57", { shipping: [entry("1", "0.19"), entry("2", "0.38")] }),
    );
    const keys = document?.lines.map(({ key }) => key) ?? [];
    expect([keys.length, new Set(keys).size]).toEqual([2, 2]);
  });
  it("a charge that is spread over goods goes on the account where none came back in the flesh", () => {
    const charge = { type: "itemCharge" as const, number: "FREIGHT" };
    const over = {
      facts: facts({ mappings: { shipmentMethod: { Standard: { charge } } } }),
      capabilities: { ...capabilities, itemCharges: true },
    };
    const back = (restocked: boolean) =>
      plan(
        { ...shipped(false), lines: [line({ quantity: 2 })] },
        refund("15.95", { lines: [cup({ restocked })], shipping: [entry("5", "0.95")] }),
        over,
      ).document?.lines.map(({ itemCharge, account }) => itemCharge ?? account);
    expect(back(true)).toEqual([undefined, "FREIGHT"]);
    expect(back(false)).toEqual(["8910", "6810"]);
  });
});

describe("R-30: of the order's document the head stays, without what is the document's alone", () => {
  it("no number, no due date, and no way of paying that the refund did not take", () => {
    const { document } = madeWith(memoInput(two, oneBack()), {
      number: "SO1",
      dueDate: "2026-04-01",
      paymentMethod: "CARD",
    });
    expect(document).not.toBeNull();
    for (const gone of ["number", "dueDate", "paymentMethod"])
      expect(document).not.toHaveProperty(gone);
  });
  it("nor a way of paying where the ERP's documents have none", () => {
    const mappings = { paymentMethod: { manual: { code: "BANK" } } };
    const method = (paymentMethodOnOrder: boolean) =>
      plan(two, oneBack(), {
        facts: facts({ mappings }),
        capabilities: { ...capabilities, paymentMethodOnOrder },
      }).document?.paymentMethod;
    expect([method(true), method(false)]).toEqual(["BANK", undefined]);
  });
  it("a tax that the sales channel remits stays on, where it is on the document", () => {
    const remitted = {
      lines: [line({ quantity: 2, taxes: [{ ...tax(bag("3.80")), channelLiable: true }] })],
    };
    const back = refund("11.90", { lines: [cup({ tax: bag("1.90") })] });
    const input = memoInput(remitted, back);
    const { draft } = input.made;
    const made = {
      ...input.made,
      leftOff: false,
      draft: { ...draft, expected: { net: "20", tax: "3.8", gross: "23.8" } },
    };
    expect(planCreditMemo({ ...input, made }).document?.expected).toEqual({
      ...{ net: "10", tax: "1.9", gross: "11.9" },
    });
  });
  it("an account that the ERP does not have, and an order number too long for it, keep it from being made", () => {
    const codes = { accounts: ["1000"] };
    expect(kinds(plan(two, refund("5"), { facts: facts({ codes }) }))).toEqual(["unknown-number"]);
    const long = { externalDocumentNumber: "PO".repeat(200) };
    expect(kinds(madeWith(memoInput(two, oneBack()), long))).toEqual(["text-too-long"]);
  });
});

it("R-38: a reason that Shopify adds later names its line as Shopify writes it", () => {
  const adjustments = [{ reason: "LATER_REASON", amount: bag("-5"), tax: bag("0") }];
  expect(plan(two, refund("5", { adjustments })).document?.lines[0]?.description).toBe(
    "LATER_REASON",
  );
});

it("adjustments are to the cent what is left, whatever rounding the card tolerates", () => {
  const adjustments = [{ reason: "RESTOCK", amount: bag("-4.99"), tax: bag("0") }];
  const over = { settings: settings({ roundingTolerance: "0.05" }) };
  expect(kinds(plan(two, refund("5", { adjustments }), over))).toEqual(["refund-unproved"]);
});

describe("what the document has left", () => {
  const input = memoInput({ lines: [line()] }, refund("20", { lines: [refundLine(CUP, 2, "20")] }));
  const [sold] = input.made.draft.lines;
  const units = (lines: CreditMemoInput["made"]["draft"]["lines"]) =>
    madeWith(input, { lines, expected: { net: "99", tax: "0", gross: "99" } }).problems.map(
      ({ params }) => params["left"],
    );
  it("duties are no units of their line", () => {
    expect(sold && units([sold, { ...sold, kind: "duty", key: "duty" }])).toEqual([1]);
  });
  it("a bundle that was sold as one item has as many of its parts as it held", () => {
    expect(sold && units([{ ...sold, components: [{ lineId: CUP, quantity: 2 }] }])).toEqual([]);
  });
  it("what an exchange sold in another currency adds no money to it", () => {
    // ISO 4217 has XXX for no currency: no order is in it.
    const other = { ...input.made.draft, currency: "XXX", lines: [] };
    const given = memoInput(two, refund("20.01"));
    const planned = planCreditMemo({ ...given, made: { ...given.made, exchanges: [other] } });
    expect(kinds(planned)).toEqual(["refund-beyond-document"]);
    expect(kinds(plan(two, refund("20"), { credited: refundedOf({}, "0.01") }))).toEqual([
      "refund-beyond-document",
    ]);
  });
});

describe("R-13: an exchange on the credit memo", () => {
  const jug = line({ id: JUG, exchange: true, unitPrice: bag("4") });
  const POT = gid("LineItem", 3);
  const pot = line({ id: POT, exchange: true, unitPrice: bag("6") });
  const card = (over: object = {}) => settings({ exchangeAs: "creditMemo", ...over });
  const given = oneBack({ returnId: RETURN, total: bag("0"), transactions: [] });
  const lines = [line({ quantity: 2 }), jug, pot];
  it("is apart where another document sends out a part of it already", () => {
    const input = memoInput({ lines }, given, { settings: card() });
    const planned = planCreditMemo({ ...input, sentOut: new Set([JUG]) });
    expect(planned.exchangeApart).toBe(true);
    expect(planned.document?.lines).toHaveLength(1);
    expect(planCreditMemo(input).document?.lines).toHaveLength(3);
  });
  it("has the order's number on it once", () => {
    const over = { settings: card({ orderNumberOnLine: true }) };
    const comments = plan({ lines }, given, over).document?.lines.filter(
      ({ kind }) => kind === "comment",
    );
    expect(comments).toHaveLength(1);
  });
  it("the balance of a return is held against its documents where one refund settles all of it", () => {
    const returnSales: [typeof JUG, string][] = [
      [JUG, "4"],
      [POT, "6"],
    ];
    const rows = (earlier: OrderRefund[]) =>
      plan({ lines }, given, { sales: [["PRODUCT", "-10"]], returnSales, earlier }).proof.rows.map(
        ({ kind }) => kind,
      );
    expect(rows([])).toContain("returnBalance");
    const none = oneBack({
      ...{ id: gid("Refund", 0), returnId: RETURN, lines: [], total: bag("0"), transactions: [] },
    });
    expect(rows([none])).not.toContain("returnBalance");
  });
  it("goods of an exchange are not taken for those of a refund of no return", () => {
    const { snapshot } = memoInput({ lines }, given);
    const sent = planDocument(planInput(exchangeOrder(snapshot, [JUG]))).document;
    expect(sent?.lines).toHaveLength(1);
    expect(heldRefund({ ...given, returnId: null }, snapshot, true)?.reason.kind).toBe(
      "refund-without-money",
    );
  });
});

it("R-22: money without a sales record pays for an edit where the order comes to what was ordered less what it removed", () => {
  const bare = refund("10");
  const { snapshot } = memoInput({ lines: [line()] }, bare);
  const held = (currentTotal: string) =>
    heldRefund(
      bare,
      { ...snapshot, state: { ...snapshot.state, currentTotal: bag(currentTotal) } },
      true,
    )?.reason.kind;
  expect([held("10"), held("0")]).toEqual(["refund-reduced-order", undefined]);
});
