import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import {
  abs,
  add,
  compare,
  divide,
  isZero,
  multiply,
  normalize,
  round,
  subtract,
} from "#app/money/decimal.ts";
import { lineAmount } from "../arithmetic.ts";

export interface LineTax {
  title: string;
  /** Fraction, e.g. "0.19"; null when none was given. */
  rate: Decimal | null;
  amount: Decimal;
}

/** A line's money, in the price basis of its document. */
export interface PricedLine {
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
  amount: Decimal;
  taxes: LineTax[];
}

export interface PriceBasis {
  currency: string;
  pricesIncludeTax: boolean;
}

/** What posted invoices took of a line. */
export interface InvoicedPart {
  quantity: Decimal;
  amount: Decimal;
  tax: Decimal;
}

export interface LineMoney {
  discount: Decimal;
  amount: Decimal;
  tax: Decimal;
  taxes: LineTax[];
}

/**
 * A line's money for another quantity: the unit price and the tax rates stay as charged, the
 * discount follows the quantity.
 * A line cut down to what is invoiced comes to exactly what its invoices say, so that document and
 * invoices add up to the same.
 */
export function requantified(
  line: PricedLine,
  quantity: Decimal,
  basis: PriceBasis,
  invoiced: InvoicedPart,
): LineMoney {
  const places = exponent(basis.currency);
  if (!isZero(invoiced.quantity) && compare(quantity, invoiced.quantity) === 0) {
    // What rounding leaves between price × quantity and the invoices is kept in the discount.
    const discount = subtract(round(multiply(quantity, line.unitPrice), places), invoiced.amount);
    return {
      discount,
      amount: invoiced.amount,
      ...balanced(taxesFor(invoiced.amount, line, basis), invoiced.tax),
    };
  }
  const discount = normalize(
    round(divide(multiply(line.discount, quantity), line.quantity), places),
  );
  const amount = lineAmount({ quantity, unitPrice: line.unitPrice, discount }, basis.currency);
  const taxes = taxesFor(amount, line, basis);
  return { discount, amount, tax: sum(taxes), taxes };
}

const sum = (taxes: readonly LineTax[]): Decimal => add("0", ...taxes.map((tax) => tax.amount));

/**
 * The taxes of an amount charged as another line was: at its rates where they explain what it was
 * charged, else in proportion.
 */
export function taxesFor(
  amount: Decimal,
  like: Pick<PricedLine, "amount" | "taxes">,
  basis: PriceBasis,
): LineTax[] {
  const places = exponent(basis.currency);
  const all = add("0", ...like.taxes.map((tax) => tax.rate ?? "0"));
  const atRate = (of: Decimal, rate: Decimal): Decimal =>
    normalize(
      round(divide(multiply(of, rate), basis.pricesIncludeTax ? add("1", all) : "1"), places),
    );
  // Shopify rounds tax where it likes; one unit of money apart is still the same rate.
  const unit = divide("1", `1${"0".repeat(places)}`);
  const explained = like.taxes.every(
    (tax) =>
      tax.rate !== null &&
      compare(abs(subtract(atRate(like.amount, tax.rate), tax.amount)), unit) <= 0,
  );
  const share = (charged: Decimal): Decimal =>
    isZero(like.amount)
      ? charged
      : normalize(round(divide(multiply(charged, amount), like.amount), places));
  return like.taxes.map((tax) => ({
    ...tax,
    amount: explained && tax.rate !== null ? atRate(amount, tax.rate) : share(tax.amount),
  }));
}

/** The same taxes with `total` as their sum; the first one bears what rounding leaves. */
function balanced(taxes: LineTax[], total: Decimal): Pick<LineMoney, "tax" | "taxes"> {
  const rest = subtract(total, sum(taxes));
  return {
    tax: total,
    taxes: taxes.map((tax, index) =>
      index === 0 ? { ...tax, amount: add(tax.amount, rest) } : tax,
    ),
  };
}
