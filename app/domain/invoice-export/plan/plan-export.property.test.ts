import fc from "fast-check";
import { expect, it } from "vitest";
import type { PostedInvoiceLine } from "#app/erp/port/posted-invoices.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, compare, isNegative, multiply, round, subtract } from "#app/money/decimal.ts";
import { invoice, line, rules } from "./invoice.fixture.ts";
import { orderInput } from "#app/domain/made-orders/order-input.ts";
import { planExport } from "./plan-export.ts";

/** So many smallest units, as an amount. */
const units = (count: number, places: number): Decimal => {
  const digits = String(count).padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

const sold = fc.record({
  quantity: fc.integer({ min: 1, max: 5_000 }),
  /** Six decimals, as the ledger takes them. */
  price: fc.integer({ min: 0, max: 2_000_000_000 }),
  /** Of a thousand, off the line. */
  off: fc.integer({ min: 0, max: 1000 }),
  rates: fc.array(fc.constantFrom("0.07", "0.19", "0.0825"), { maxLength: 2 }),
  kind: fc.constantFrom("item", "fee", "shipping"),
});
const given = fc.record({
  currency: fc.constantFrom("EUR", "JPY", "KWD"),
  included: fc.boolean(),
  lines: fc.array(sold, { minLength: 1, maxLength: 8 }),
  /** Of a thousand, paid already. */
  paid: fc.integer({ min: 0, max: 1000 }),
});

function lineOf(
  { quantity, price, off, rates, kind }: typeof sold extends fc.Arbitrary<infer T> ? T : never,
  currency: string,
): PostedInvoiceLine {
  const places = exponent(currency);
  const unitPrice = units(price, 6);
  const whole = multiply(unitPrice, String(quantity));
  const amount = round(multiply(whole, subtract("1", units(off, 3))), places);
  return line({
    kind: kind as PostedInvoiceLine["kind"],
    quantity: String(quantity),
    unitPrice,
    amount,
    taxes: rates.map((rate) => ({
      title: rate,
      rate,
      amount: round(multiply(amount, rate), places),
    })),
  });
}

it("EXP-1: whatever an invoice holds, its order comes to the same total, tax and open amount to the cent, in whole cents and with nothing negative", () => {
  fc.assert(
    fc.property(given, ({ currency, included, lines: wanted, paid }) => {
      const places = exponent(currency);
      const lines = wanted.map((one) => lineOf(one, currency));
      const sum = add("0", ...lines.map(({ amount }) => amount));
      const tax = add("0", ...lines.flatMap(({ taxes }) => taxes.map(({ amount }) => amount)));
      const gross = included ? sum : add(sum, tax);
      const remaining = subtract(gross, round(multiply(gross, units(paid, 3)), places));
      const totals = { net: subtract(gross, tax), tax, gross };
      const plan = planExport(
        invoice({ currency, pricesIncludeTax: included, lines, totals, remaining }),
        rules({ shopCurrency: currency }),
      );
      if ("reason" in plan) throw new Error(plan.reason);
      const input = orderInput(plan.order);
      const inCents = (amount: Decimal): Decimal => {
        expect(compare(round(amount, places), amount)).toBe(0);
        expect(isNegative(amount)).toBe(false);
        return amount;
      };
      // What Shopify makes of the very input that is sent.
      const money = (set: { shopMoney: { amount: string } } | null | undefined): Decimal =>
        inCents(set?.shopMoney.amount ?? "0");
      const goods = (input.lineItems ?? []).map(({ priceSet, quantity }) =>
        multiply(money(priceSet), String(quantity)),
      );
      const shipping = (input.shippingLines ?? []).map(({ priceSet }) => money(priceSet));
      const discount = money(input.discountCode?.itemFixedDiscountCode?.amountSet);
      const taxes = [...(input.lineItems ?? []), ...(input.shippingLines ?? [])].flatMap(
        ({ taxLines }) => (taxLines ?? []).map(({ priceSet }) => money(priceSet)),
      );
      const subtotal = subtract(add("0", ...goods, ...shipping), discount);
      const total = included ? subtotal : add(subtotal, ...taxes);
      const received = add(
        "0",
        ...(input.transactions ?? []).map(({ amountSet }) => money(amountSet)),
      );
      expect(compare(discount, add("0", ...goods))).toBeLessThanOrEqual(0);
      expect(total).toBe(gross);
      expect(add("0", ...taxes)).toBe(tax);
      expect(subtract(total, received)).toBe(remaining);
      expect(input.lineItems?.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
