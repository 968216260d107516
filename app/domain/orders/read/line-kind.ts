import type { OrderLineFragment } from "#app/shopify/generated/admin.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { OrderLine } from "../snapshot/snapshot.ts";
import { bag } from "./money-from-shopify.ts";
import type { LineId } from "#app/lib/ids.ts";

/** I-33: a gift card says so itself; a line that never had a variant is a custom one, unless it is among the order's tips. */
export function kindOfLine(line: OrderLineFragment, tips: ReadonlySet<LineId>): OrderLine["kind"] {
  if (line.isGiftCard) return "giftCard";
  if (tips.has(line.id)) return "tip";
  return line.variant !== null || variantWasDeleted(line) ? "item" : "custom";
}

/**
 * The ids of the lines that are tips: those named "Tip" without a product. Checkouts in other languages name them otherwise; then they are
 * the lines without product, SKU and shipping that come to what the order received as tips (`total`, in the buyer's currency).
 */
export function tipsOf(lines: readonly OrderLineFragment[], total: Decimal): ReadonlySet<LineId> {
  const bare = lines.filter(
    ({ product, variant, isGiftCard }) => product === null && variant === null && !isGiftCard,
  );
  const named = bare.filter(({ name }) => name === "Tip");
  if (named.length > 0 || decimal.isZero(total)) return ids(named);
  const possible = bare.filter(({ requiresShipping, sku }) => !requiresShipping && !sku?.trim());
  const single = possible.filter((line) => decimal.compare(amountOf(line), total) === 0);
  if (single.length === 1) return ids(single);
  const all = decimal.add("0", ...possible.map(amountOf));
  return ids(decimal.compare(all, total) === 0 ? possible : []);
}

const ids = (lines: readonly OrderLineFragment[]): ReadonlySet<LineId> =>
  new Set(lines.map(({ id }) => id));

const amountOf = ({ originalUnitPriceSet, quantity }: OrderLineFragment): Decimal =>
  decimal.multiply(bag(originalUnitPriceSet).presentment.amount, String(quantity));

/**
 * Shopify keeps the line of a deleted variant, without the variant, and without the product when that was deleted too. Such a line is
 * still goods of an item. A custom line has no product either, but no SKU or vendor of one, or nothing to ship.
 */
const variantWasDeleted = ({ product, requiresShipping, sku, vendor }: OrderLineFragment) =>
  product !== null || (requiresShipping && [sku, vendor].some((text) => text?.trim()));
