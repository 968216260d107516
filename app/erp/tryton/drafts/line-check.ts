import { isText } from "#app/erp/port/line-kinds.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { invalid } from "#app/erp/refusals.ts";
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
    throw new ErpError({
      class: "unsupported",
      message: "Tryton's prices are without tax. Send net prices.",
      capability: "taxInclusivePrices",
    });
  if (draft.lines.length === 0)
    throw invalid("lines", "The document has no lines. Send at least one.");
  const keys = new Set<string>();
  draft.lines.forEach((line, index) => {
    const field = `lines[${index}]`;
    requiredText(`${field}.key`, line.key, limits.description);
    if (line.key.trim() !== line.key || /[\r\n\u2028\u2029]/.test(line.key))
      throw invalid(
        `${field}.key`,
        `The line key "${line.key}" begins or ends with a blank or has a line break. Choose another.`,
      );
    if (keys.has(line.key))
      throw invalid(
        `${field}.key`,
        `Two lines have the key "${line.key}". Give each line its own.`,
      );
    keys.add(line.key);
    checkedText(`${field}.description`, line.description, limits.description);
    if (isText(line)) checkComment(field, line);
    else checkSold(field, line, draft.currency);
  });
}

function checkComment(field: string, line: DraftLine): void {
  if (line.item ?? line.account ?? line.itemCharge)
    throw invalid(
      field,
      "A comment line names no item, account or item charge. Leave them out, or send another kind of line.",
    );
  for (const value of [line.quantity, line.unitPrice, line.discount]) {
    if (parseDecimal(value) !== "0")
      throw invalid(
        field,
        "A comment line has no quantity, price or discount. Send zeros, or another kind of line.",
      );
  }
  if (line.taxes.length > 0)
    throw invalid(
      `${field}.taxes`,
      "A comment line has no taxes. Leave them out, or send another kind of line.",
    );
}

function checkSold(field: string, line: DraftLine, currency: string): void {
  if (line.itemCharge)
    throw new ErpError({
      class: "unsupported",
      message: "Tryton has no item charges. Map this charge to a service product.",
      capability: "itemCharges",
    });
  const named = [line.item, line.account].filter((value) => value !== undefined && value !== "");
  if (named.length !== 1)
    throw invalid(
      field,
      `The line "${line.description}" names ${named.length === 0 ? "no product" : "both an item and an account"}. Name exactly one.`,
    );
  if (line.variantCode)
    throw invalid(
      `${field}.variantCode`,
      `Each variant is a product of its own in Tryton, so the item cannot have a variant "${line.variantCode}" as well. Map the product again.`,
    );
  const money = exponent(currency);
  const quantity = number(`${field}.quantity`, line.quantity, precision.quantity);
  const unitPrice = number(`${field}.unitPrice`, line.unitPrice, precision.unitPrice);
  const discount = number(`${field}.discount`, line.discount, money);
  if (compare(quantity, "0") <= 0)
    throw invalid(
      `${field}.quantity`,
      `The quantity of "${line.description}" is ${quantity}. It must be more than zero.`,
    );
  // What takes away (rounding down) is a charge with a negative price; goods never cost less than nothing.
  if (isNegative(unitPrice) && !line.account)
    throw invalid(
      `${field}.unitPrice`,
      `The unit price of "${line.description}" is negative. Only charges may be.`,
    );
  const whole = multiply(quantity, unitPrice);
  if (compare(abs(whole), LARGEST) > 0)
    throw invalid(
      `${field}.unitPrice`,
      `The amount of "${line.description}" is too large for Tryton.`,
    );
  if (isNegative(discount))
    throw invalid(
      `${field}.discount`,
      `The discount of "${line.description}" is negative. Send what is taken off as a positive amount.`,
    );
  // The discount is in cents, the product may be finer: half a cent over is not a wrong discount.
  if (!isZero(discount) && compare(discount, add(abs(whole), "0.5")) > 0)
    throw invalid(
      `${field}.discount`,
      `The discount of "${line.description}" is ${discount}, more than the line's ${whole}.`,
    );
  line.taxes.forEach((tax, index) => {
    checkedText(`${field}.taxes[${index}].title`, tax.title, limits.description);
    if (tax.rate !== undefined) number(`${field}.taxes[${index}].rate`, tax.rate, 12);
    number(`${field}.taxes[${index}].amount`, tax.amount, money);
    if (isNegative(tax.amount) && !isNegative(unitPrice))
      throw invalid(
        `${field}.taxes`,
        `The tax of "${line.description}" is negative, its amount is not.`,
      );
  });
}

function number(field: string, text: string, decimals: number): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw invalid(field, `${field} is "${text}", not a decimal number.`);
  if ((value.split(".")[1]?.length ?? 0) > decimals)
    throw invalid(
      field,
      `${field} is ${value}: Tryton keeps ${decimals} decimals here. Round it first.`,
      decimals,
    );
  if (compare(abs(value), LARGEST) > 0)
    throw invalid(field, `${field} is ${value}, too large for Tryton.`);
  return normalize(value);
}
