import { add, parseDecimal } from "#app/money/decimal.ts";
import type { Availability } from "#app/erp/port/items.ts";
import type { StockRules } from "./plan-level.ts";
import type { StockLocation } from "./stock-card.server.ts";

export interface ErpQuantity {
  erp: string | null;
  perUnit: string | null;
}

/** What is asked for once: an item with variant and unit. */
export const goodsKey = (
  erpId: string,
  variantCode: string | null | undefined,
  unit: string | null | undefined,
): string => JSON.stringify([erpId, variantCode ?? "", unit ?? ""]);

/**
 * What the ERP has of goods at a Shopify location: the sum over the ERP locations that count there. An answer that lacks one of them is no answer: half
 * a sum would be taken for a whole one.
 */
export function erpAt(
  answers: readonly Availability[],
  { codes }: StockLocation,
  { quantity }: Pick<StockRules, "quantity">,
): ErpQuantity {
  const here = codes.map((code) => answers.find(({ location }) => location === code));
  const [first] = here;
  if (!first || here.includes(undefined)) return { erp: null, perUnit: null };
  const quantities = here.flatMap((answer) => (answer ? [answer[quantity]] : []));
  // What is no number is decided as such, and keeps no other item from being stored.
  const readable = quantities.every((text) => parseDecimal(text) !== undefined);
  return { erp: readable ? add("0", ...quantities) : "NaN", perUnit: first.perUnit };
}
