import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { invalid, refusal, unsupported } from "#app/erp/refusals.ts";
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
import { BC_CAPABILITIES } from "../capabilities.ts";
import { isGuid } from "../wire/filter.ts";
import { checkedText } from "./text.ts";

const { limits, precision } = BC_CAPABILITIES;

/** Digits before the point of a Decimal that keeps five after it. */
const LARGEST = "999999999999";

/** Everything about a draft's lines that needs no look into Business Central. */
export function checkLines(draft: DocumentDraft): void {
  if (draft.lines.length === 0) throw invalid("lines", refusal("document.noLines"));
  const keys = new Set<string>();
  draft.lines.forEach((line, index) => {
    const field = `lines[${index}]`;
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
  for (const value of [line.quantity, line.unitPrice, line.discount])
    if (parseDecimal(value) !== "0") throw invalid(field, refusal("line.commentAmounts"));
  if (line.taxes.length > 0) throw invalid(`${field}.taxes`, refusal("line.commentTaxes"));
}

function checkSold(field: string, line: DraftLine, currency: string): void {
  if (line.itemCharge) throw unsupported("itemCharges", refusal("bcDocument.itemCharge"));
  if (line.item === undefined && !line.account)
    throw invalid(field, refusal("line.noSubject", { line: line.description }));
  if (line.item !== undefined && line.account)
    throw invalid(field, refusal("line.severalSubjects", { line: line.description }));
  if (line.item && !isGuid(line.item.id))
    throw invalid(
      `${field}.item`,
      refusal("bcDocument.noItem", { item: line.item.number ?? line.item.id }),
    );
  for (const part of ["shippingAgent", "shippingAgentService"] as const)
    if (line[part])
      throw invalid(`${field}.${part}`, refusal("bcDocument.shippingAgent", { agent: line[part] }));
  checkAmounts(field, line, currency);
}

function checkAmounts(field: string, line: DraftLine, currency: string): void {
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
    throw invalid(`${field}.unitPrice`, refusal("line.negativePrice", { line: line.description }));
  const whole = multiply(quantity, unitPrice);
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
    checkedText(`${field}.taxes[${index}].title`, tax.title, 255);
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
    throw invalid(field, refusal("bcDocument.decimals", { field, value, decimals }), decimals);
  if (compare(abs(value), LARGEST) > 0)
    throw invalid(field, refusal("bcDocument.tooLarge", { field, value }));
  return normalize(value);
}
