import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { invalid, refusal, unsupported } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
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
import { TRYTON_CAPABILITIES } from "../capabilities.ts";

const { limits, precision } = TRYTON_CAPABILITIES;

/** Digits before the point of a Numeric field with (16, n) digits, less its decimals. */
const LARGEST = "999999999999";

/** Everything about a draft's lines that needs no look into Tryton. */
export function checkLines(draft: DocumentDraft): void {
  if (draft.pricesIncludeTax)
    throw unsupported("taxInclusivePrices", refusal("trytonDocument.netPrices"));
  if (draft.lines.length === 0) throw invalid("lines", refusal("document.noLines"));
  const keys = new Set<string>();
  draft.lines.forEach((line, index) => {
    const field = `lines[${index}]`;
    requiredText(`${field}.key`, line.key, limits.description);
    if (line.key.trim() !== line.key || /[\r\n\u2028\u2029]/.test(line.key))
      throw invalid(`${field}.key`, refusal("trytonDocument.lineKey", { key: line.key }));
    if (keys.has(line.key))
      throw invalid(`${field}.key`, refusal("line.keyTwice", { key: line.key }));
    keys.add(line.key);
    checkedText(`${field}.description`, line.description, limits.description);
    if (isText(line)) checkComment(field, line);
    else checkSold(field, line, draft.currency);
  });
}

function checkComment(field: string, line: DraftLine): void {
  if (line.item ?? line.account ?? line.itemCharge)
    throw invalid(field, refusal("line.commentItem"));
  for (const value of [line.quantity, line.unitPrice, line.discount]) {
    if (parseDecimal(value) !== "0") throw invalid(field, refusal("line.commentAmounts"));
  }
  if (line.taxes.length > 0) throw invalid(`${field}.taxes`, refusal("line.commentTaxes"));
}

function checkSold(field: string, line: DraftLine, currency: string): void {
  if (line.itemCharge) throw unsupported("itemCharges", refusal("trytonDocument.itemCharges"));
  const named = [line.item, line.account].filter((value) => value !== undefined && value !== "");
  if (named.length !== 1)
    throw invalid(
      field,
      refusal(named.length === 0 ? "trytonDocument.noProduct" : "trytonDocument.severalProducts", {
        line: line.description,
      }),
    );
  if (line.variantCode)
    throw invalid(
      `${field}.variantCode`,
      refusal("trytonDocument.variant", { variant: line.variantCode }),
    );
  const money = exponent(currency);
  const quantity = number(`${field}.quantity`, line.quantity, precision.quantity);
  const unitPrice = number(`${field}.unitPrice`, line.unitPrice, precision.unitPrice);
  const discount = number(`${field}.discount`, line.discount, money);
  if (compare(quantity, "0") <= 0)
    throw invalid(
      `${field}.quantity`,
      refusal("line.quantityZero", { line: line.description, quantity }),
    );
  // What takes away (rounding down) is a charge with a negative price; goods never cost less than nothing.
  if (isNegative(unitPrice) && !line.account)
    throw invalid(
      `${field}.unitPrice`,
      refusal("trytonDocument.negativePrice", { line: line.description }),
    );
  const whole = multiply(quantity, unitPrice);
  if (compare(abs(whole), LARGEST) > 0)
    throw invalid(
      `${field}.unitPrice`,
      refusal("trytonDocument.amountTooLarge", { line: line.description }),
    );
  if (isNegative(discount))
    throw invalid(
      `${field}.discount`,
      refusal("line.negativeDiscount", { line: line.description }),
    );
  // The discount is in cents, the product may be finer: half a cent over is not a wrong discount.
  if (!isZero(discount) && compare(discount, add(abs(whole), "0.5")) > 0)
    throw invalid(
      `${field}.discount`,
      refusal("line.discount", { line: line.description, discount, amount: whole }),
    );
  line.taxes.forEach((tax, index) => {
    checkedText(`${field}.taxes[${index}].title`, tax.title, limits.description);
    if (tax.rate !== undefined) number(`${field}.taxes[${index}].rate`, tax.rate, 12);
    number(`${field}.taxes[${index}].amount`, tax.amount, money);
    if (isNegative(tax.amount) && !isNegative(unitPrice))
      throw invalid(`${field}.taxes`, refusal("line.negativeTax", { line: line.description }));
  });
}

function number(field: string, text: string, decimals: number): Decimal {
  const value = parseDecimal(text);
  if (value === undefined)
    throw invalid(field, refusal("value.notDecimal", { field, value: text }));
  if ((value.split(".")[1]?.length ?? 0) > decimals)
    throw invalid(field, refusal("trytonDocument.decimals", { field, value, decimals }), decimals);
  if (compare(abs(value), LARGEST) > 0)
    throw invalid(field, refusal("trytonDocument.tooLarge", { field, value }));
  return normalize(value);
}
