import { invalid, refusal } from "#app/erp/refusals.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { checkedText } from "#app/erp/text-check.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import {
  abs,
  add,
  compare,
  isNegative,
  isZero,
  multiply,
  negate,
  normalize,
  parseDecimal,
} from "#app/money/decimal.ts";
import { decimalsOf, lineAmount } from "../arithmetic.ts";
import { LEDGER_CAPABILITIES, LIMITS } from "../capabilities.ts";
import type { CheckedLine } from "./checked-line.ts";

/** What numeric(24,6) holds. */
const LARGEST = "999999999999999999";

/** Quantity, price, discount and taxes of a line, within what the ledger can hold. */
export function checkAmounts(
  field: string,
  line: DraftLine,
  { kind, currency }: Pick<DocumentDraft, "kind" | "currency">,
): Pick<CheckedLine, "quantity" | "unitPrice" | "discount" | "amount" | "tax" | "taxes"> {
  const { precision } = LEDGER_CAPABILITIES;
  const money = exponent(currency);
  const quantity = number(`${field}.quantity`, line.quantity, precision.quantity);
  const unitPrice = number(`${field}.unitPrice`, line.unitPrice, precision.unitPrice);
  const discount = number(`${field}.discount`, line.discount, money);
  // A credit memo may send goods out instead of those that came back.
  const goesOut = kind === "creditMemo" && isNegative(quantity);
  if (isZero(quantity) || (isNegative(quantity) && !goesOut))
    throw invalid(
      `${field}.quantity`,
      refusal("line.quantityZero", { line: line.description, quantity }),
    );
  // What takes away (rounding down) is an account line with a negative price; goods never cost less than nothing.
  if (isNegative(unitPrice) && !line.account)
    throw invalid(`${field}.unitPrice`, refusal("line.negativePrice", { line: line.description }));
  const whole = multiply(quantity, unitPrice);
  if (isNegative(goesOut ? negate(discount) : discount))
    throw invalid(
      `${field}.discount`,
      refusal("line.negativeDiscount", { line: line.description }),
    );
  // The discount is in cents, the product may be finer: half a cent over is not a wrong discount.
  if (!isZero(discount) && compare(abs(discount), add(abs(whole), "0.5")) > 0)
    throw invalid(
      `${field}.discount`,
      refusal("line.discount", { line: line.description, discount, amount: whole }),
    );
  const amount = lineAmount({ quantity, unitPrice, discount }, currency);
  if (compare(abs(whole), LARGEST) > 0)
    throw invalid(`${field}.unitPrice`, refusal("line.tooLarge", { line: line.description }));
  const taxes = line.taxes.map((tax, index) => ({
    title: checkedText(`${field}.taxes[${index}].title`, tax.title, LIMITS.description),
    rate: tax.rate === undefined ? null : number(`${field}.taxes[${index}].rate`, tax.rate, 12),
    amount: number(`${field}.taxes[${index}].amount`, tax.amount, money),
  }));
  if (!isNegative(amount) && taxes.some((tax) => isNegative(tax.amount)))
    throw invalid(`${field}.taxes`, refusal("line.negativeTax", { line: line.description }));
  return {
    quantity,
    unitPrice,
    discount,
    amount,
    tax: add("0", ...taxes.map((tax) => tax.amount)),
    taxes,
  };
}

function number(field: string, text: string, decimals: number): Decimal {
  const value = parseDecimal(text);
  if (value === undefined)
    throw invalid(field, refusal("value.notDecimal", { field, value: text }));
  if (decimalsOf(value) > decimals)
    throw invalid(field, refusal("value.decimals", { field, value, decimals }), decimals);
  if (compare(abs(value), LARGEST) > 0)
    throw invalid(field, refusal("value.tooLarge", { field, value }));
  return normalize(value);
}
