import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";
import { stampOf } from "../rpc/stamp.ts";
import type { ProductRow } from "./row.ts";

const KEY = /^SHOPIFY-IT-/;

/** What people enter as identifiers; the app's own key stands beside them. */
const barcodesOf = (product: ProductRow): string[] =>
  product["identifiers."]
    .filter(({ code }) => code !== "" && !KEY.test(code))
    .map(({ code }) => code);

/**
 * What a query finds among products in code order (M-42). Each of Tryton's variants is a product
 * with a code of its own, so a query for a
 * variant within an item, or for a vendor's number, finds nothing. Products that were put away
 * count only where no product in use fits.
 */
export function candidatesFor(query: ItemQuery, products: readonly ProductRow[]): ItemCandidate[] {
  if (query.variantCode !== undefined) return [];
  const { number, barcode } = query;
  const found: ItemCandidate[] = [];
  if (number)
    found.push(
      ...inUse(products.filter((product) => product.code === number)).map((product) =>
        itemCandidate(product, "number"),
      ),
    );
  if (barcode)
    found.push(
      ...inUse(products.filter((product) => barcodesOf(product).includes(barcode))).map((product) =>
        itemCandidate(product, "barcode"),
      ),
    );
  const text = query.text?.toLowerCase();
  if (text)
    found.push(
      ...products
        .filter((product) => fitsText(product, text))
        .map((product) => itemCandidate(product, "text")),
    );
  return found.filter(
    (candidate, index) => found.findIndex((other) => other.ref.id === candidate.ref.id) === index,
  );
}

const inUse = (products: ProductRow[]): ProductRow[] =>
  products.some(({ active }) => active) ? products.filter(({ active }) => active) : products;

export const fitsText = (product: ProductRow, text: string): boolean =>
  product.code.toLowerCase().includes(text.toLowerCase()) ||
  product.name.toLowerCase().includes(text.toLowerCase());

/** What must not be sold (put away, or not salable) is blocked. */
export function itemCandidate(
  product: ProductRow,
  matchedBy: ItemCandidate["matchedBy"],
): ItemCandidate {
  const unit = product["sale_uom."]?.symbol || product["default_uom."]?.symbol;
  const [barcode] = barcodesOf(product);
  return {
    ref: {
      kind: "item",
      id: String(product.id),
      ...(product.code ? { number: product.code } : {}),
      version: stampOf(product),
    },
    description: product.name || product.code,
    ...(unit ? { salesUnit: unit } : {}),
    ...(barcode === undefined ? {} : { barcode }),
    blocked: !product.active || !product.salable,
    matchedBy,
  };
}
