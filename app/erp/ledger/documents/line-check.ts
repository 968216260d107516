import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
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
import { decimalsOf, lineAmount } from "../arithmetic.ts";
import { LEDGER_CAPABILITIES, LIMITS } from "../capabilities.ts";
import { invalid, misconfigured } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import type { DraftFacts, ItemFact } from "./facts.ts";
import { optionalReference, requireReference } from "./facts.ts";

/** A line as it will be booked. */
export interface CheckedLine {
  sequence: number;
  key: string;
  kind: DraftLine["kind"];
  itemId: string | null;
  variantCode: string;
  unit: string | null;
  perBase: Decimal;
  account: string | null;
  itemCharge: string | null;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
  amount: Decimal;
  tax: Decimal;
  taxes: { title: string; rate: Decimal | null; amount: Decimal }[];
  location: string | null;
  shippingAgent: string | null;
  shippingAgentService: string | null;
  shopifyLineId: string | null;
}

/** What numeric(24,6) holds. */
const LARGEST = "999999999999999999";

export function checkLines(draft: DocumentDraft, facts: DraftFacts): CheckedLine[] {
  if (draft.lines.length === 0)
    throw invalid("lines", "The document has no lines. Send at least one.");
  const keys = new Set<string>();
  return draft.lines.map((line, index) => {
    const field = `lines[${index}]`;
    requiredText(`${field}.key`, line.key, LIMITS.description);
    if (keys.has(line.key))
      throw invalid(
        `${field}.key`,
        `Two lines have the key "${line.key}". Give each line its own.`,
      );
    keys.add(line.key);
    return checkLine(field, line, (index + 1) * 10000, draft, facts);
  });
}

function checkLine(
  field: string,
  line: DraftLine,
  sequence: number,
  draft: DocumentDraft,
  facts: DraftFacts,
): CheckedLine {
  const base = {
    sequence,
    key: line.key,
    kind: line.kind,
    description: checkedText(`${field}.description`, line.description, LIMITS.description),
    shopifyLineId:
      line.shopifyLineId === undefined
        ? null
        : checkedText(`${field}.shopifyLineId`, line.shopifyLineId, LIMITS.description),
  };
  if (line.kind === "comment") return { ...base, ...checkComment(field, line) };
  const values = checkAmounts(field, line, draft.currency);
  const agent = optionalReference(
    facts,
    `${field}.shippingAgent`,
    "shippingAgent",
    line.shippingAgent,
  );
  if (line.shippingAgentService && !agent)
    throw invalid(
      `${field}.shippingAgentService`,
      "A shipping agent service needs its agent. Send both.",
    );
  return {
    ...base,
    ...checkWhat(field, line, draft, facts),
    ...values,
    shippingAgent: agent,
    shippingAgentService: optionalReference(
      facts,
      `${field}.shippingAgentService`,
      "shippingAgentService",
      line.shippingAgentService,
      agent ?? "",
    ),
  };
}

function checkComment(
  field: string,
  line: DraftLine,
): Omit<CheckedLine, "sequence" | "key" | "kind" | "description" | "shopifyLineId"> {
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
  return {
    itemId: null,
    variantCode: "",
    unit: null,
    perBase: "1",
    account: null,
    itemCharge: null,
    quantity: "0",
    unitPrice: "0",
    discount: "0",
    amount: "0",
    tax: "0",
    taxes: [],
    location: null,
    shippingAgent: null,
    shippingAgentService: null,
  };
}

/** Item charges are spread over what is sold as goods, not over shipping that is kept as an item. */
export const bearsCharges = (line: {
  kind: DraftLine["kind"];
  item?: unknown;
  itemId?: string | null;
}): boolean => line.kind === "item" && Boolean(line.item ?? line.itemId);

/** Exactly one of item, account and item charge says what the line sells. */
function checkWhat(
  field: string,
  line: DraftLine,
  draft: DocumentDraft,
  facts: DraftFacts,
): Pick<
  CheckedLine,
  "itemId" | "variantCode" | "unit" | "perBase" | "account" | "itemCharge" | "location"
> {
  const named = [line.item, line.account, line.itemCharge].filter(
    (value) => value !== undefined && value !== "",
  );
  if (named.length !== 1)
    throw invalid(
      field,
      `The line "${line.description}" names ${named.length === 0 ? "no" : "more than one"} item, G/L account or item charge. Name exactly one.`,
    );
  const location = optionalReference(facts, `${field}.location`, "location", line.location);
  const none = {
    itemId: null,
    variantCode: "",
    unit: null,
    perBase: "1",
    account: null,
    itemCharge: null,
    location,
  };
  if (line.item)
    return { ...none, ...checkItem(field, line, line.item.id, line.item.number, location, facts) };
  if (line.itemCharge) {
    if (!draft.lines.some(bearsCharges))
      throw invalid(
        `${field}.itemCharge`,
        `The item charge "${line.itemCharge}" has no item line to be assigned to. Map this shipping to a G/L account.`,
      );
    return {
      ...none,
      itemCharge: requireReference(facts, `${field}.itemCharge`, "itemCharge", line.itemCharge)
        .code,
    };
  }
  const { code, details } = requireReference(
    facts,
    `${field}.account`,
    "account",
    line.account ?? "",
  );
  if (details.type !== "posting")
    throw invalid(
      `${field}.account`,
      `The G/L account "${code}" is a heading, nothing can be posted to it. Choose a posting account on the shop card.`,
    );
  if (!details.directPosting)
    throw misconfigured(
      `The G/L account "${code}" does not allow direct posting.`,
      "Allow it in the ledger's set-up, or choose another account on the shop card.",
    );
  return { ...none, account: code };
}

function checkItem(
  field: string,
  line: DraftLine,
  id: string,
  number: string | undefined,
  location: string | null,
  facts: DraftFacts,
): Pick<CheckedLine, "itemId" | "variantCode" | "unit" | "perBase"> {
  const item = facts.items.find((candidate) => candidate.id === id);
  if (!item)
    throw invalid(
      `${field}.item`,
      `The ledger has no item ${number ? `"${number}"` : `with the id ${id}`}. It was perhaps deleted: map the product to an item again.`,
    );
  if (item.blocked)
    throw misconfigured(
      `The item "${item.number}" is blocked in the ledger.`,
      "Unblock it in the ledger, or map the product to another item.",
    );
  const variantCode = line.variantCode ?? "";
  const variant = item.variants.find((candidate) => candidate.code === variantCode);
  if (variantCode && !variant)
    throw invalid(
      `${field}.variantCode`,
      `The item "${item.number}" has no variant "${variantCode}". Add it in the ledger, or map the product to another item.`,
    );
  if (variant?.blocked)
    throw misconfigured(
      `The variant "${variantCode}" of the item "${item.number}" is blocked in the ledger.`,
      "Unblock it in the ledger, or map the product to another variant.",
    );
  if (facts.company?.locationMandatory && !location)
    throw invalid(
      `${field}.location`,
      `The item "${item.number}" has no location, and this ledger wants one on every item line. Map the Shopify location, or set a default location.`,
    );
  return { itemId: item.id, variantCode, ...checkUnit(field, line.unit, item) };
}

function checkUnit(
  field: string,
  asked: string | undefined,
  item: ItemFact,
): { unit: string; perBase: Decimal } {
  const unit = asked ?? item.salesUnit ?? item.baseUnit;
  if (unit === item.baseUnit) return { unit, perBase: "1" };
  const known = item.units.find((candidate) => candidate.code === unit);
  if (!known)
    throw invalid(
      `${field}.unit`,
      `The item "${item.number}" has no unit of measure "${unit}". Add it to the item in the ledger.`,
    );
  return { unit, perBase: known.perBase };
}

function checkAmounts(
  field: string,
  line: DraftLine,
  currency: string,
): Pick<CheckedLine, "quantity" | "unitPrice" | "discount" | "amount" | "tax" | "taxes"> {
  const { precision } = LEDGER_CAPABILITIES;
  const money = exponent(currency);
  const quantity = number(`${field}.quantity`, line.quantity, precision.quantity);
  const unitPrice = number(`${field}.unitPrice`, line.unitPrice, precision.unitPrice);
  const discount = number(`${field}.discount`, line.discount, money);
  if (compare(quantity, "0") <= 0)
    throw invalid(
      `${field}.quantity`,
      `The quantity of "${line.description}" is ${quantity}. It must be more than zero.`,
    );
  // What takes away (rounding down) is an account line with a negative price; goods never cost less than nothing.
  if (isNegative(unitPrice) && !line.account)
    throw invalid(
      `${field}.unitPrice`,
      `The unit price of "${line.description}" is negative. Only lines on a G/L account may be.`,
    );
  const whole = multiply(quantity, unitPrice);
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
  const amount = lineAmount({ quantity, unitPrice, discount }, currency);
  if (compare(abs(whole), LARGEST) > 0)
    throw invalid(
      `${field}.unitPrice`,
      `The amount of "${line.description}" is too large for the ledger.`,
    );
  const taxes = line.taxes.map((tax, index) => ({
    title: checkedText(`${field}.taxes[${index}].title`, tax.title, LIMITS.description),
    rate: tax.rate === undefined ? null : number(`${field}.taxes[${index}].rate`, tax.rate, 12),
    amount: number(`${field}.taxes[${index}].amount`, tax.amount, money),
  }));
  if (!isNegative(amount) && taxes.some((tax) => isNegative(tax.amount)))
    throw invalid(
      `${field}.taxes`,
      `The tax of "${line.description}" is negative, its amount is not.`,
    );
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
  if (value === undefined) throw invalid(field, `${field} is "${text}", not a decimal number.`);
  if (decimalsOf(value) > decimals)
    throw invalid(
      field,
      `${field} is ${value}: the ledger keeps ${decimals} decimals here. Round it first.`,
      decimals,
    );
  if (compare(abs(value), LARGEST) > 0)
    throw invalid(field, `${field} is ${value}, too large for the ledger.`);
  return normalize(value);
}
