import { invalid, misconfigured, refusal } from "#app/erp/refusals.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
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
  "itemId" | "variantCode" | "unit" | "perBase" | "account" | "itemCharge" | "chargeBy" | "location"
> {
  const named = [line.item, line.account, line.itemCharge].filter(
    (value) => value !== undefined && value !== "",
  );
  if (named.length !== 1)
    throw invalid(
      field,
      refusal(named.length === 0 ? "line.noSubject" : "line.severalSubjects", {
        line: line.description,
      }),
    );
  const location = optionalReference(facts, `${field}.location`, {
    kind: "location",
    code: line.location,
  });
  const none = {
    itemId: null,
    variantCode: "",
    unit: null,
    perBase: "1",
    account: null,
    itemCharge: null,
    chargeBy: null,
    location,
  };
  const { item } = line;
  if (item) return { ...none, ...checkItem(field, { ...line, item }, location, facts) };
  if (line.itemCharge) {
    if (!draft.lines.some(bearsCharges))
      throw invalid(
        `${field}.itemCharge`,
        refusal("line.chargeAlone", { charge: line.itemCharge }),
      );
    return {
      ...none,
      itemCharge: requireReference(facts, `${field}.itemCharge`, {
        kind: "itemCharge",
        code: line.itemCharge,
      }).code,
      chargeBy: line.chargeBy ?? null,
    };
  }
  const { code, details } = requireReference(facts, `${field}.account`, {
    kind: "account",
    code: line.account ?? "",
  });
  if (details.type !== "posting")
    throw invalid(`${field}.account`, refusal("line.heading", { account: code }));
  if (!details.directPosting)
    throw misconfigured(
      refusal("line.directPosting", { account: code }),
      refusal("action.allowDirectPosting"),
    );
  return { ...none, account: code };
}

function checkItem(
  field: string,
  line: DraftLine & { item: ErpRef },
  location: string | null,
  facts: DraftFacts,
): Pick<CheckedLine, "itemId" | "variantCode" | "unit" | "perBase"> {
  const { id, number } = line.item;
  const item = facts.items.find((candidate) => candidate.id === id);
  if (!item) throw invalid(`${field}.item`, refusal("item.deleted", { item: number ?? id }));
  if (item.blocked)
    throw misconfigured(
      refusal("item.blocked", { item: item.number }),
      refusal("action.unblockItem"),
    );
  const variantCode = line.variantCode ?? "";
  const variant = item.variants.find((candidate) => candidate.code === variantCode);
  if (variantCode && !variant)
    throw invalid(
      `${field}.variantCode`,
      refusal("item.noVariant", { item: item.number, variant: variantCode }),
    );
  if (variant?.blocked)
    throw misconfigured(
      refusal("item.variantBlocked", { item: item.number, variant: variantCode }),
      refusal("action.unblockVariant"),
    );
  if (facts.company?.locationMandatory && !location)
    throw invalid(`${field}.location`, refusal("item.noLocation", { item: item.number }));
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
  if (!known) throw invalid(`${field}.unit`, refusal("item.noUnit", { item: item.number, unit }));
  return { unit, perBase: known.perBase };
}
