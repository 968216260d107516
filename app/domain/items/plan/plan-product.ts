import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { ItemReading } from "#app/erp/port/items.ts";
import { exponent } from "#app/money/currency.ts";
import { compare, isZero, normalize, parseDecimal, round } from "#app/money/decimal.ts";
import type { Reason } from "../states.ts";
import { handleOf } from "./handle.ts";
import type { ToShopify } from "./planned.ts";
import { tooLong } from "./too-long.ts";

export interface ProductFacts {
  item: ItemReading;
  settings: Pick<
    Settings,
    | "skuMapping"
    | "unitAsVariant"
    | "unitOption"
    | "newProductStatus"
    | "newProductPrice"
    | "productsWithBarcode"
    | "productsWithWeight"
    | "productsWithStock"
  >;
  shop: { currency: string; taxesIncluded: boolean };
  /** At the Shopify locations that show stock of the ERP, where the ERP has told. */
  stock: ToShopify["stock"];
}

export type ProductPlan =
  { do: "create"; plan: ToShopify } | { do: "exclude"; reason: Reason; detail: string };

const exclude = (reason: Reason, detail = ""): ProductPlan => ({ do: "exclude", reason, detail });

/** Shopify's own limits. */
const MOST = 255;
/** A unit code that an order's line may name (M-41). */
const MOST_OF_UNIT = 10;

/** CAT-2: the product that Shopify gets for an item it does not know, or why it gets none. */
export function planProduct({ item, settings, shop, stock }: ProductFacts): ProductPlan {
  if (item.blocked) return exclude("isBlocked");
  // One product with several variants needs options that no ERP names.
  if (item.variants > 0) return exclude("hasVariants", String(item.variants));
  const number = item.ref.number?.trim() ?? "";
  if (number === "") return exclude("noNumber");
  const barcode = item.barcode?.trim() ?? "";
  if (settings.skuMapping === "barcode" && barcode === "") return exclude("noBarcode");
  const sku = skuOf(item, settings);
  const long = tooLong(sku, MOST) ?? tooLong(barcode, MOST);
  if (long !== null) return exclude("numberTooLong", long);
  const title = item.description.trim() || number;
  const name = tooLong(title, MOST);
  if (name !== null) return exclude("nameTooLong", name);
  const price = priceOf(item, shop, settings.newProductPrice === "sameTaxes");
  if ("reason" in price) return exclude(price.reason, price.detail);
  const unit = item.unit?.trim() ?? "";
  const asOption = settings.unitAsVariant && unit !== "" && unit.length <= MOST_OF_UNIT;
  const tracked = settings.productsWithStock && item.stocked;
  return {
    do: "create",
    plan: {
      to: "shopify",
      handle: handleOf(title, number),
      title,
      status: settings.newProductStatus === "active" ? "ACTIVE" : "DRAFT",
      sku,
      price: price.amount,
      currency: shop.currency,
      ...(settings.productsWithBarcode && barcode !== "" ? { barcode } : {}),
      ...(settings.productsWithWeight && item.weight && !isZero(item.weight)
        ? { weight: item.weight }
        : {}),
      ...(unit === "" ? {} : { unit }),
      ...(asOption ? { unitOption: settings.unitOption.trim() } : {}),
      ships: item.stocked,
      tracked,
      stock: tracked ? stock : [],
    },
  };
}

/** The SKU by which orders find the item again. */
export const skuOf = (
  { ref, barcode }: ItemReading,
  { skuMapping }: Pick<Settings, "skuMapping">,
): string => (skuMapping === "barcode" ? (barcode?.trim() ?? "") : (ref.number?.trim() ?? ""));

/** The price as Shopify shows it, to the cent, or why it cannot be taken as it stands: nothing is rounded, converted, or freed of taxes. */
function priceOf(
  { price, currency, priceIncludesTax }: ItemReading,
  shop: ProductFacts["shop"],
  sameTaxes: boolean,
): { amount: string } | { reason: Reason; detail: string } {
  const amount = parseDecimal(price ?? "");
  if (amount === undefined || compare(amount, "0") <= 0) return { reason: "noPrice", detail: "" };
  if (currency !== undefined && currency !== shop.currency)
    return { reason: "otherCurrency", detail: currency };
  if (sameTaxes && priceIncludesTax !== undefined && priceIncludesTax !== shop.taxesIncluded)
    return { reason: "otherTaxes", detail: "" };
  return compare(round(amount, exponent(shop.currency)), amount) === 0
    ? { amount: normalize(amount) }
    : { reason: "priceDecimals", detail: normalize(amount) };
}
