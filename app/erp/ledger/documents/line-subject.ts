import { invalid, misconfigured } from "#app/erp/refusals.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { CheckedLine } from "./checked-line.ts";
import type { DraftFacts, ItemFact } from "./facts.ts";
import { optionalReference, requireReference } from "./facts.ts";

/** Item charges are spread over what is sold as goods, not over shipping that is kept as an item. */
export const bearsCharges = (line: {
  kind: DraftLine["kind"];
  item?: unknown;
  itemId?: string | null;
}): boolean => line.kind === "item" && Boolean(line.item ?? line.itemId);

/** Exactly one of item, account and item charge says what the line sells. */
export function checkWhat(
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
