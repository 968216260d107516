import { VariantId } from "#app/lib/ids.ts";
import type { ItemReading } from "#app/erp/port/items.ts";
import type { ItemFacts } from "./plan-item.ts";
import type { ProductFacts } from "./plan-product.ts";
import type { Variant } from "./variant.ts";

const variantWith = (over: Partial<Variant> = {}): Variant => ({
  id: VariantId.parse("gid://shopify/ProductVariant/1"),
  productTitle: "Oilskin jacket",
  title: "M",
  sku: "JACKET-M",
  barcode: "4067890123456",
  price: "219.00",
  weight: "0.85",
  options: [{ name: "Size", value: "M" }],
  isGiftCard: false,
  ...over,
});

export const itemFacts = (
  variant: Partial<Variant> = {},
  settings: Partial<ItemFacts["settings"]> = {},
): ItemFacts => ({
  variant: variantWith(variant),
  settings: {
    skuMapping: "itemNumber",
    unitAsVariant: false,
    unitOption: "Unit",
    itemsWithPrice: true,
    itemsWithWeight: true,
    ...settings,
  },
  limits: { externalKey: 35, number: 20, name: 100, address: 100, description: 40, note: 100 },
  currency: "EUR",
});

export const productFacts = (
  item: Partial<ItemReading> = {},
  settings: Partial<ProductFacts["settings"]> = {},
): ProductFacts => ({
  item: {
    ref: { kind: "item", id: "i1", number: "1000" },
    description: "Brass lantern",
    barcode: "4034567890123",
    unit: "PCS",
    price: "149",
    currency: "EUR",
    weight: "2.5",
    stocked: true,
    variants: 0,
    blocked: false,
    ...item,
  },
  settings: {
    skuMapping: "itemNumber",
    unitAsVariant: false,
    unitOption: "Unit",
    newProductStatus: "draft",
    newProductPrice: "sameTaxes",
    productsWithBarcode: true,
    productsWithWeight: true,
    productsWithStock: true,
    ...settings,
  },
  shop: { currency: "EUR", taxesIncluded: true },
  stock: [{ locationId: "gid://shopify/Location/1", name: "Lübeck", quantity: 7 }],
});
