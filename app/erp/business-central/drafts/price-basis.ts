import type { DraftLine } from "#app/erp/port/documents.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import {
  abs,
  add,
  compare,
  divide,
  isNegative,
  isZero,
  multiply,
  negate,
  normalize,
  round,
  subtract,
} from "#app/money/decimal.ts";
import { BC_CAPABILITIES } from "../capabilities.ts";

interface Basis {
  from: boolean;
  /** Whether prices include VAT. */
  to: boolean;
  currency: string;
}

/** What a line comes to in the draft's own basis, each step rounded as Business Central rounds. */
export const amountOf = (
  line: Pick<DraftLine, "quantity" | "unitPrice" | "discount">,
  currency: string,
): Decimal => {
  const places = exponent(currency);
  return normalize(
    round(subtract(round(multiply(line.quantity, line.unitPrice), places), line.discount), places),
  );
};

/**
 * A line with its prices in another basis, by Shopify's own tax amounts: its amount is exact. A price
 * that does not divide is the next higher one, and the discount takes what it is too much.
 */
export function inBasis(line: DraftLine, { from, to, currency }: Basis): DraftLine {
  if (from === to || isText(line) || line.taxes.length === 0) return line;
  const tax = add("0", ...line.taxes.map(({ amount }) => amount));
  const own = amountOf(line, currency);
  const amount = to ? add(own, tax) : subtract(own, tax);
  return { ...line, ...priceOf(amount, line.quantity, currency) };
}

function priceOf(
  amount: Decimal,
  quantity: Decimal,
  currency: string,
): Pick<DraftLine, "unitPrice" | "discount"> {
  const places = exponent(currency);
  const unit = (value: Decimal): Decimal =>
    normalize(round(value, BC_CAPABILITIES.precision.unitPrice));
  const exact = unit(divide(amount, quantity));
  const whole = (price: Decimal): Decimal => round(multiply(quantity, price), places);
  if (isZero(subtract(whole(exact), amount))) return { unitPrice: exact, discount: "0" };
  if (isNegative(amount)) {
    const { unitPrice, discount } = priceOf(abs(amount), quantity, currency);
    return { unitPrice: negate(unitPrice), discount };
  }
  const step = "0.00001";
  const dearer = compare(whole(exact), amount) < 0 ? unit(add(exact, step)) : exact;
  return { unitPrice: dearer, discount: normalize(subtract(whole(dearer), amount)) };
}
