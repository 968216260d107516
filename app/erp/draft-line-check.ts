import type { DraftLine } from "#app/erp/port/documents.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import type { RefusalText } from "#app/erp/refusals.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import {
  abs,
  add,
  compare,
  isNegative,
  isZero,
  multiply,
  normalize,
  parseDecimal,
} from "#app/money/decimal.ts";

/** A line of words has no item, no account and no amounts. */
export function checkComment(field: string, line: DraftLine): void {
  if (line.item ?? line.account ?? line.itemCharge)
    throw invalid(field, refusal("line.commentItem"));
  for (const value of [line.quantity, line.unitPrice, line.discount])
    if (parseDecimal(value) !== "0") throw invalid(field, refusal("line.commentAmounts"));
  if (line.taxes.length > 0) throw invalid(`${field}.taxes`, refusal("line.commentTaxes"));
}

/** What an ERP keeps of a line's amounts, and how it says what it does not. */
export interface AmountLimits {
  precision: { quantity: number; unitPrice: number };
  /** Of each value; of quantity × price only where `amountTooLarge` says so. */
  largest: Decimal;
  checkTaxTitle: (field: string, title: string) => void;
  decimals: (of: { field: string; value: Decimal; decimals: number }) => RefusalText;
  tooLarge: (of: { field: string; value: Decimal }) => RefusalText;
  negativePrice: (of: { line: string }) => RefusalText;
  amountTooLarge?: (of: { line: string }) => RefusalText;
}

/** Quantity, price, discount and taxes of a line that is no comment, in the currency of its document. */
export function checkAmounts(
  field: string,
  line: DraftLine,
  currency: string,
  limits: AmountLimits,
): void {
  const number = numberWithin(limits);
  const money = exponent(currency);
  const quantity = number(`${field}.quantity`, line.quantity, limits.precision.quantity);
  const unitPrice = number(`${field}.unitPrice`, line.unitPrice, limits.precision.unitPrice);
  const discount = number(`${field}.discount`, line.discount, money);
  const named = { line: line.description };
  if (compare(quantity, "0") <= 0)
    throw invalid(`${field}.quantity`, refusal("line.quantityZero", { ...named, quantity }));
  // What takes away (rounding down) is a charge with a negative price; goods never cost less than nothing.
  if (isNegative(unitPrice) && !line.account)
    throw invalid(`${field}.unitPrice`, limits.negativePrice(named));
  const whole = multiply(quantity, unitPrice);
  if (limits.amountTooLarge && compare(abs(whole), limits.largest) > 0)
    throw invalid(`${field}.unitPrice`, limits.amountTooLarge(named));
  if (isNegative(discount))
    throw invalid(`${field}.discount`, refusal("line.negativeDiscount", named));
  // The discount is in cents, the product may be finer: half a cent over is not a wrong discount.
  if (!isZero(discount) && compare(discount, add(abs(whole), "0.5")) > 0)
    throw invalid(
      `${field}.discount`,
      refusal("line.discount", { ...named, discount, amount: whole }),
    );
  line.taxes.forEach((tax, index) => {
    limits.checkTaxTitle(`${field}.taxes[${index}].title`, tax.title);
    if (tax.rate !== undefined) number(`${field}.taxes[${index}].rate`, tax.rate, 12);
    number(`${field}.taxes[${index}].amount`, tax.amount, money);
    if (isNegative(tax.amount) && !isNegative(unitPrice))
      throw invalid(`${field}.taxes`, refusal("line.negativeTax", named));
  });
}

const numberWithin =
  ({ largest, ...says }: AmountLimits) =>
  (field: string, text: string, decimals: number): Decimal => {
    const value = parseDecimal(text);
    if (value === undefined)
      throw invalid(field, refusal("value.notDecimal", { field, value: text }));
    if ((value.split(".")[1]?.length ?? 0) > decimals)
      throw invalid(field, says.decimals({ field, value, decimals }), decimals);
    if (compare(abs(value), largest) > 0) throw invalid(field, says.tooLarge({ field, value }));
    return normalize(value);
  };
