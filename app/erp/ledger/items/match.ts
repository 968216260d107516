import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";

export interface ItemRow {
  id: string;
  number: string;
  version: number;
  description: string;
  baseUnit: string;
  salesUnit: string | null;
  barcode: string | null;
  vendorItemNumber: string | null;
  blocked: boolean;
  /** In code order. */
  variants: {
    code: string;
    barcode: string | null;
    vendorItemNumber: string | null;
    blocked: boolean;
  }[];
}

/**
 * What a query finds among items in number order (M-42). Number and variant code together must both
 * fit; otherwise each field is a
 * question of its own, asked in this order: number, variant code (upper case), vendor item number, barcode, text.
 */
export function candidatesFor(query: ItemQuery, items: readonly ItemRow[]): ItemCandidate[] {
  const variantCode = query.variantCode?.toUpperCase();
  const { number, vendorItemNumber, barcode } = query;
  if (number !== undefined && variantCode !== undefined) {
    return items
      .filter(
        (item) =>
          item.number === number && item.variants.some((variant) => variant.code === variantCode),
      )
      .map((item) => itemCandidate(item, "number", variantCode));
  }
  const found: ItemCandidate[] = [];
  if (number !== undefined)
    found.push(
      ...items
        .filter((item) => item.number === number)
        .map((item) => itemCandidate(item, "number")),
    );
  if (variantCode !== undefined)
    found.push(
      ...items
        .filter((item) => item.variants.some((variant) => variant.code === variantCode))
        .map((item) => itemCandidate(item, "variantCode", variantCode)),
    );
  if (vendorItemNumber) found.push(...byCode(items, "vendorItemNumber", vendorItemNumber));
  if (barcode) found.push(...byCode(items, "barcode", barcode));
  const text = query.text?.toLowerCase();
  if (text)
    found.push(
      ...items
        .filter(
          (item) =>
            item.number.toLowerCase().includes(text) ||
            item.description.toLowerCase().includes(text),
        )
        .map((item) => itemCandidate(item, "text")),
    );
  return found.filter(
    (candidate, index) =>
      found.findIndex(
        (other) => other.ref.id === candidate.ref.id && other.variantCode === candidate.variantCode,
      ) === index,
  );
}

/** The item's own code, or that of one of its variants. */
function byCode(
  items: readonly ItemRow[],
  column: "vendorItemNumber" | "barcode",
  code: string,
): ItemCandidate[] {
  return items.flatMap((item) => [
    ...(item[column] === code ? [itemCandidate(item, column)] : []),
    ...item.variants
      .filter((variant) => variant[column] === code)
      .map((variant) => itemCandidate(item, column, variant.code)),
  ]);
}

export function itemCandidate(
  item: ItemRow,
  matchedBy: ItemCandidate["matchedBy"],
  variantCode?: string,
): ItemCandidate {
  const variant = item.variants.find((entry) => entry.code === variantCode);
  const barcode = variant?.barcode ?? item.barcode;
  return {
    ref: { kind: "item", id: item.id, number: item.number, version: String(item.version) },
    description: item.description,
    ...(variantCode === undefined ? {} : { variantCode }),
    salesUnit: item.salesUnit ?? item.baseUnit,
    ...(barcode === null ? {} : { barcode }),
    blocked: item.blocked || (variant?.blocked ?? false),
    matchedBy,
  };
}
