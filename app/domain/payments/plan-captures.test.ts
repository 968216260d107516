import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as decimal from "#app/money/decimal.ts";
import type { OrderMoney, Payment } from "#app/domain/orders/snapshot/order-money.ts";
import { capturable, taken } from "#app/domain/orders/snapshot/transactions.ts";
import type { CaptureInput, PlannedLine } from "./plan-captures.ts";
import { planCaptures } from "./plan-captures.ts";
import type { OrderTotals } from "./posted-amount.ts";
import { inPresentment } from "./posted-amount.ts";
import type { TransactionId } from "#app/lib/ids.ts";

const AT = new Date("2026-11-21T12:00:00Z");
const bag = (shop: string, presentment = shop, currencies = ["EUR", "EUR"]): Payment["amount"] => ({
  shop: { amount: shop, currency: currencies[0] ?? "" },
  presentment: { amount: presentment, currency: currencies[1] ?? "" },
});
let serial = 0;
const transaction = (kind: string, amount: string, over: Partial<Payment> = {}): Payment => ({
  id: `gid://shopify/OrderTransaction/${1_000 + (serial += 1)}`,
  parentId: null,
  kind,
  status: "SUCCESS",
  gateway: "shopify_payments",
  gatewayTitle: "Shopify Payments",
  createdAt: "2026-11-20T10:00:00Z",
  amount: bag(amount),
  rounding: null,
  multiCapturable: false,
  authorizationExpiresAt: kind === "AUTHORIZATION" ? "2026-11-27T10:00:00Z" : null,
  errorCode: null,
  ...over,
});
const auth = (amount: string, over: Partial<Payment> = {}): Payment =>
  transaction("AUTHORIZATION", amount, over);
const captureOf = (parent: Payment, amount: string, status = "SUCCESS"): Payment =>
  transaction("CAPTURE", amount, {
    parentId: parent.id,
    status,
    amount: { shop: parent.amount.shop, presentment: { ...parent.amount.presentment, amount } },
  });

const totals = (total: string): OrderTotals => ({
  shopCurrency: "EUR",
  presentmentCurrency: "EUR",
  total: bag(total),
  currentTotal: bag(total),
});
const plan = (over: Partial<CaptureInput> & { gross: string[]; total?: string }) => {
  const { gross, total = "100", ...rest } = over;
  return planCaptures({
    posted: gross.map((amount) => ({ amount, currency: "EUR" })),
    order: totals(total),
    payments: [],
    planned: [],
    ours: new Set(),
    settings: { captureOnce: "completing", currencyHandling: "shop" },
    complete: false,
    at: AT,
    ...rest,
  });
};
const brief = (lines: readonly PlannedLine[]) =>
  lines.map(({ amount, state, reason }) => [amount, state, reason?.kind ?? null]);

describe("what an invoice lets us capture (PAY-2)", () => {
  it("two authorizations are each captured by a line of their own, the one that ends first before the other", () => {
    const late = auth("60", { authorizationExpiresAt: "2026-11-28T10:00:00Z" });
    const soon = auth("40", { authorizationExpiresAt: "2026-11-25T10:00:00Z" });
    const { lines, short } = plan({ gross: ["100"], payments: [late, soon], complete: true });
    expect(lines.map(({ transactionId, amount }) => [transactionId, amount])).toEqual([
      [soon.id, "40"],
      [late.id, "60"],
    ]);
    expect(short).toBe("0");
  });

  it("a partial invoice takes its amount from an authorization that may be captured often, never more", () => {
    const a = auth("100", { multiCapturable: true });
    expect(brief(plan({ gross: ["33.40"], payments: [a] }).lines)).toEqual([
      ["33.4", "open", null],
    ]);
    expect(
      brief(plan({ gross: ["33.40", "20"], payments: [a, captureOf(a, "33.40")] }).lines),
    ).toEqual([["20", "open", null]]);
    expect(
      brief(
        plan({
          gross: ["33.40", "20"],
          payments: [a],
          planned: [{ transactionId: a.id, amount: "33.4" }],
        }).lines,
      ),
    ).toEqual([["20", "open", null]]);
    expect(
      brief(plan({ gross: ["33.40"], payments: [a, captureOf(a, "33.40", "PENDING")] }).lines),
    ).toEqual([["0", "nothing", "paid-already"]]);
    expect(
      brief(plan({ gross: ["33.40"], payments: [a, captureOf(a, "33.40", "FAILURE")] }).lines),
    ).toEqual([["33.4", "open", null]]);
  });

  it("an authorization that may be captured once waits for the completing invoice, unless it is used up", () => {
    const a = auth("100");
    expect(brief(plan({ gross: ["60"], payments: [a] }).lines)).toEqual([
      ["0", "later", "capture-later"],
    ]);
    expect(brief(plan({ gross: ["60", "40"], payments: [a] }).lines)).toEqual([
      ["100", "open", null],
    ]);
    expect(brief(plan({ gross: ["60", "30"], payments: [a], complete: true }).lines)).toEqual([
      ["90", "open", null],
    ]);
    expect(brief(plan({ gross: ["60"], payments: [a], force: a.id }).lines)).toEqual([
      ["60", "open", null],
    ]);
    const small = auth("50", { authorizationExpiresAt: "2026-11-30T10:00:00Z" });
    expect(brief(plan({ gross: ["60"], total: "150", payments: [a, small] }).lines)).toEqual([
      ["0", "later", "capture-later"],
      ["50", "open", null],
    ]);
  });

  it("the invoices of an ERP that calculates taxes itself end some cents beside the order: the completing one takes the order's total, and no further difference is made up for", () => {
    const a = auth("100", { multiCapturable: true });
    const rest = (gross: string, apart: string) =>
      plan({ gross: ["60", gross], payments: [a, captureOf(a, "60")], complete: true, apart });
    expect(
      [rest("39.99", "0.02"), rest("40.02", "0.02"), rest("39.97", "0.02"), rest("39.99", "0")].map(
        ({ lines, short }) => [lines[0]?.amount, short],
      ),
    ).toEqual([
      ["40", "0"],
      ["40", "0"],
      ["39.97", "0"],
      ["39.99", "0"],
    ]);
    expect(rest("40.03", "0.02")).toMatchObject({ short: "0", beyond: "0.03" });
    expect(
      ["99.99", "66.65", "99.96"].map((sum) =>
        inPresentment(
          sum,
          "shop",
          {
            shopCurrency: "EUR",
            presentmentCurrency: "USD",
            total: bag("99.98", "107.23", ["EUR", "USD"]),
            currentTotal: bag("66.66", "71.49", ["EUR", "USD"]),
          },
          "0.01",
        ),
      ),
    ).toEqual(["107.23", "71.49", "107.21"]);
  });

  it("captureOnce = first takes all the order still needs at the first invoice", () => {
    const a = auth("120");
    const settings = { captureOnce: "first" as const, currencyHandling: "shop" as const };
    expect(brief(plan({ gross: ["60"], payments: [a], settings }).lines)).toEqual([
      ["100", "open", null],
    ]);
    expect(
      brief(
        plan({
          gross: ["60", "40"],
          payments: [a, captureOf(a, "100")],
          settings,
          ours: new Set<TransactionId>([`gid://shopify/OrderTransaction/${1_000 + serial}`]),
        }).lines,
      ),
    ).toEqual([["0", "nothing", "paid-already"]]);
    const gift = transaction("SALE", "30", { gateway: "gift_card" });
    expect(brief(plan({ gross: ["60"], payments: [gift, auth("70")], settings }).lines)).toEqual([
      ["70", "open", null],
    ]);
  });

  it("never takes more than the order owes now: edited down, refunded, cancelled after its document", () => {
    const owing = (current: string, payments: Payment[], multi = false) => {
      const authorization = auth("30.70", { multiCapturable: multi });
      const { lines, beyond, short } = plan({
        gross: ["30.70"],
        order: { ...totals("30.70"), currentTotal: bag(current) },
        payments: [
          authorization,
          ...payments.map((payment) => ({ ...payment, parentId: authorization.id })),
        ],
        complete: true,
      });
      const [line] = lines;
      return [line?.amount, line?.state, line?.reason?.kind ?? null, beyond, short];
    };
    expect(owing("30.70", [])).toEqual(["30.7", "open", null, "0", "0"]);
    expect(owing("17.80", [])).toEqual(["17.8", "open", null, "12.9", "0"]);
    expect(owing("0", [])).toEqual(["0", "nothing", "owes-less", "30.7", "0"]);
    // 10 were captured and 4 of them refunded with goods: 26.70 is the order now, 6 are kept, 20.70 is owed.
    const part = [transaction("CAPTURE", "10"), transaction("REFUND", "4")];
    expect(owing("26.70", part, true)).toEqual(["20.7", "open", null, "0", "0"]);
    expect(owing("16.70", part, true)).toEqual(["10.7", "open", null, "10", "0"]);
  });

  it("what was paid already is taken off, gift cards too, and refunds are not put back", () => {
    const a = auth("70", { multiCapturable: true });
    const gift = transaction("SALE", "30", { gateway: "gift_card" });
    expect(brief(plan({ gross: ["50"], payments: [gift, a] }).lines)).toEqual([
      ["20", "open", null],
    ]);
    expect(brief(plan({ gross: ["20"], payments: [gift, a] }).lines)).toEqual([
      ["0", "nothing", "paid-already"],
    ]);
    expect(
      brief(
        plan({
          gross: ["50"],
          payments: [gift, transaction("REFUND", "30", { parentId: gift.id }), a],
        }).lines,
      ),
    ).toEqual([["20", "open", null]]);
    expect(
      brief(
        plan({
          gross: ["50"],
          payments: [transaction("SALE", "50", { status: "PENDING", gateway: "Bank Deposit" }), a],
        }).lines,
      ),
    ).toEqual([["50", "open", null]]);
  });

  it("tells what is voided, expired, captured elsewhere and missing", () => {
    const a = auth("80");
    expect(
      brief(
        plan({ gross: ["80"], payments: [a, transaction("VOID", "0", { parentId: a.id })] }).lines,
      ),
    ).toEqual([["0", "nothing", "nothing-to-capture"]]);
    const old = auth("80", { authorizationExpiresAt: "2026-11-21T11:59:59Z" });
    expect(plan({ gross: ["80"], payments: [old] })).toMatchObject({
      short: "80",
      lines: [{ state: "failed", reason: { kind: "authorization-expired" }, capturable: "0" }],
    });
    expect(brief(plan({ gross: ["80"], payments: [a, captureOf(a, "80")] }).lines)).toEqual([
      ["0", "elsewhere", "captured-elsewhere"],
    ]);
    expect(plan({ gross: ["100"], payments: [a], complete: true }).short).toBe("20");
  });
});

describe("another currency than the shop's", () => {
  const foreign: OrderTotals = {
    shopCurrency: "EUR",
    presentmentCurrency: "USD",
    total: bag("99.99", "107.23", ["EUR", "USD"]),
    currentTotal: bag("99.99", "107.23", ["EUR", "USD"]),
  };
  it("the running sum is converted with one rounding: the parts add up to the cent", () => {
    expect(["33.33", "66.66", "99.99"].map((sum) => inPresentment(sum, "shop", foreign))).toEqual([
      "35.74",
      "71.49",
      "107.23",
    ]);
    expect(inPresentment("50.005", "presentment", foreign)).toBe("50");
  });

  it("the completing invoice takes exactly what is left", () => {
    const a = auth("0", { amount: bag("99.99", "107.23", ["EUR", "USD"]), multiCapturable: true });
    const payments: Payment[] = [a];
    for (const count of [1, 2, 3]) {
      const posted = Array.from({ length: count }, () => ({ amount: "33.33", currency: "EUR" }));
      const { lines } = planCaptures({
        posted,
        order: foreign,
        payments,
        planned: [],
        ours: new Set(payments.map(({ id }) => id)),
        settings: { captureOnce: "completing", currencyHandling: "shop" },
        complete: count === 3,
        at: AT,
      });
      expect(lines[0]?.currency).toBe("USD");
      payments.push(captureOf(a, lines[0]?.amount ?? ""));
    }
    expect(payments.slice(1).map(({ amount }) => amount.presentment.amount)).toEqual([
      "35.74",
      "35.75",
      "35.74",
    ]);
  });
});

/** Carries an order through its invoices as the app does: plans each in turn and captures what was planned. */
function carry(
  order: Pick<OrderMoney, "total"> & OrderTotals,
  start: readonly Payment[],
  gross: readonly string[],
  captureOnce: "completing" | "first",
): { payments: Payment[]; captures: Payment[] } {
  const payments = [...start];
  const captures: Payment[] = [];
  gross.forEach((_amount, index) => {
    const { lines } = planCaptures({
      posted: gross.slice(0, index + 1).map((amount) => ({ amount, currency: order.shopCurrency })),
      order,
      payments,
      planned: [],
      ours: new Set(captures.map(({ id }) => id)),
      settings: { captureOnce, currencyHandling: "shop" },
      complete: index === gross.length - 1,
      at: AT,
    });
    for (const line of lines) {
      if (decimal.isZero(line.amount)) continue;
      const parent = payments.find(({ id }) => id === line.transactionId);
      if (!parent) throw new Error("a line of no authorization");
      expect(decimal.compare(line.amount, capturable(payments, parent, AT))).toBeLessThanOrEqual(0);
      const made = captureOf(parent, line.amount);
      payments.push(made);
      captures.push(made);
    }
  });
  return { payments, captures };
}

const cents = (min: number, max: number) =>
  fc.integer({ min, max }).map((value) => decimal.divide(String(value), "100"));
const sum = (values: readonly string[]) => decimal.add("0", ...values);
const amounts = (list: readonly Payment[]) =>
  sum(list.map(({ amount }) => amount.presentment.amount));

describe("whatever is posted and authorized", () => {
  const someInvoices = fc.array(cents(1, 20_000), { minLength: 1, maxLength: 5 });
  const someAuthorizations = fc.array(
    fc.record({
      amount: cents(1, 30_000),
      multi: fc.boolean(),
      days: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const rates = fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.boolean());

  const orderOf = (gross: readonly string[], [rate, foreign]: [number, boolean]): OrderTotals => {
    const total = sum(gross);
    const presentment = foreign
      ? decimal.normalize(
          decimal.round(decimal.divide(decimal.multiply(total, String(rate)), "1000"), 2),
        )
      : total;
    const both = bag(total, presentment, ["EUR", foreign ? "USD" : "EUR"]);
    return {
      shopCurrency: "EUR",
      presentmentCurrency: foreign ? "USD" : "EUR",
      total: both,
      currentTotal: both,
    };
  };
  const authOf = (
    { amount, multi, days }: { amount: string; multi: boolean; days: number },
    currency: string,
  ): Payment =>
    auth("0", {
      multiCapturable: multi,
      amount: bag(amount, amount, ["EUR", currency]),
      authorizationExpiresAt: new Date(AT.getTime() + days * 86_400_000).toISOString(),
    });

  it("never captures more than is authorized or posted, and an authorization of one capture only once", () => {
    fc.assert(
      fc.property(
        someInvoices,
        someAuthorizations,
        rates,
        fc.constantFrom("completing" as const, "first" as const),
        (gross, authorizations, rate, once) => {
          const order = orderOf(gross, rate);
          const start = authorizations.map((one) => authOf(one, order.presentmentCurrency));
          const { captures } = carry(order, start, gross, once);
          for (const authorization of start) {
            const own = captures.filter(({ parentId }) => parentId === authorization.id);
            expect(
              decimal.compare(amounts(own), authorization.amount.presentment.amount),
            ).toBeLessThanOrEqual(0);
            if (!authorization.multiCapturable) expect(own.length).toBeLessThanOrEqual(1);
          }
          expect(
            decimal.compare(amounts(captures), order.total.presentment.amount),
          ).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it("after each invoice no more is captured than was posted so far", () => {
    fc.assert(
      fc.property(someInvoices, someAuthorizations, rates, (gross, authorizations, rate) => {
        const order = orderOf(gross, rate);
        const start = authorizations.map((one) => authOf(one, order.presentmentCurrency));
        for (let count = 1; count < gross.length; count += 1) {
          const part = gross.slice(0, count);
          const { captures } = carry(order, start, part, "completing");
          expect(
            decimal.compare(amounts(captures), inPresentment(sum(part), "shop", order)),
          ).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it("with enough authorized, the whole order is captured exactly, in whatever order its invoices come", () => {
    fc.assert(
      fc.property(
        someInvoices,
        someAuthorizations,
        rates,
        fc.boolean(),
        cents(0, 5_000),
        (gross, authorizations, rate, reverse, paid) => {
          const order = orderOf(gross, rate);
          const total = order.total.presentment.amount;
          const sale = decimal.min(paid, total);
          const start = [
            ...authorizations.map((one) => authOf(one, order.presentmentCurrency)),
            authOf(
              { amount: decimal.add(total, "0.01"), multi: true, days: 30 },
              order.presentmentCurrency,
            ),
          ];
          const gift = transaction("SALE", "0", {
            gateway: "gift_card",
            amount: bag(sale, sale, ["EUR", order.presentmentCurrency]),
          });
          const { captures, payments } = carry(
            order,
            [...start, gift],
            reverse ? [...gross].reverse() : gross,
            "completing",
          );
          expect(amounts(captures)).toBe(decimal.subtract(total, sale));
          expect(taken(payments)).toBe(decimal.normalize(total));
        },
      ),
    );
  });

  it("the same invoices read again let nothing more be captured", () => {
    fc.assert(
      fc.property(someInvoices, someAuthorizations, rates, (gross, authorizations, rate) => {
        const order = orderOf(gross, rate);
        const { payments, captures } = carry(
          order,
          authorizations.map((one) => authOf(one, order.presentmentCurrency)),
          gross,
          "completing",
        );
        const again = planCaptures({
          posted: gross.map((amount) => ({ amount, currency: "EUR" })),
          order,
          payments,
          planned: [],
          ours: new Set(captures.map(({ id }) => id)),
          settings: { captureOnce: "completing", currencyHandling: "shop" },
          complete: true,
          at: AT,
        });
        expect(again.lines.filter(({ amount }) => !decimal.isZero(amount))).toEqual([]);
      }),
    );
  });

  it("tax that the channel remits is captured with the goods it is of, never beyond what the order owes", () => {
    const a = auth("122", { multiCapturable: true });
    const order = {
      ...totals("122"),
      offDocument: { gross: "100", amount: bag("22") },
    };
    const first = plan({ gross: ["33.33"], order, payments: [a] });
    expect(first.lines.map(({ amount }) => amount)).toEqual(["40.66"]);
    const rest = plan({
      gross: ["33.33", "66.67"],
      order,
      payments: [a, captureOf(a, "40.66")],
      complete: true,
    });
    expect(rest.lines.map(({ amount }) => amount)).toEqual(["81.34"]);
    expect([rest.short, rest.beyond]).toEqual(["0", "0"]);
    const lowered = plan({
      gross: ["100"],
      order: { ...order, currentTotal: bag("61") },
      payments: [a],
    });
    expect(lowered.lines.map(({ amount }) => amount)).toEqual(["61"]);
  });

  it("in the shop's currency, too: the whole document is the whole order in the buyer's", () => {
    const order: OrderTotals = {
      shopCurrency: "EUR",
      presentmentCurrency: "USD",
      total: bag("122", "134.21", ["EUR", "USD"]),
      currentTotal: bag("122", "134.21", ["EUR", "USD"]),
      offDocument: { gross: "100", amount: bag("22", "24.20", ["EUR", "USD"]) },
    };
    expect(inPresentment("100", "shop", order)).toBe("134.21");
    expect(inPresentment("50", "shop", order)).toBe("67.11");
  });
});
