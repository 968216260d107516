/** A product with its variants, as productSet makes one. */
import { shopifyHandle } from "../seed/handles.ts";
import { setLevel, stockAt } from "./inventory.ts";
import type { LocationRecord, ProductRecord, VariantRecord } from "./model-shop.ts";
import type { Store } from "./store.ts";

export interface VariantFields {
  optionValues: { optionName?: string; name?: string }[];
  price?: string;
  barcode?: string;
  sku?: string;
  inventoryItem?: {
    sku?: string;
    tracked?: boolean;
    requiresShipping?: boolean;
    measurement?: { weight?: { unit: string; value: number } };
  };
  inventoryQuantities?: { locationId: string; name: string; quantity: number }[];
}
export interface ProductFields {
  title?: string;
  handle?: string;
  status?: string;
  productOptions?: { name?: string; values?: { name?: string }[] }[];
  variants?: VariantFields[];
}

/** A handle that is taken gets a number behind it, unless it was asked for. */
function freeHandle(store: Store, title: string): string {
  const handle = shopifyHandle(title);
  const taken = new Set(store.products.map((product) => product.handle));
  for (let at = 0; ; at += 1) {
    const tried = at === 0 ? handle : `${handle}-${at}`;
    if (!taken.has(tried)) return tried;
  }
}

export function makeProduct(store: Store, input: ProductFields): ProductRecord {
  const at = store.instant();
  const title = (input.title ?? "").trim();
  const product: ProductRecord = {
    __typename: "Product",
    id: store.ids.of("Product"),
    title,
    vendor: "",
    productType: "",
    handle: input.handle ?? freeHandle(store, title),
    status: input.status ?? "ACTIVE",
    tags: [],
    isGiftCard: false,
    createdAt: at,
    updatedAt: at,
    collectionRecords: [],
    publishedAt: null,
    imageUrl: null,
    variantRecords: [],
  };
  (input.variants ?? []).forEach((fields, index) =>
    product.variantRecords.push(makeVariant(store, product, fields, index + 1)),
  );
  store.products.push(store.keep(product));
  return product;
}

function makeVariant(
  store: Store,
  product: ProductRecord,
  fields: VariantFields,
  position: number,
): VariantRecord {
  const at = store.instant();
  const { inventoryItem: item = {} } = fields;
  const sku = item.sku ?? fields.sku ?? null;
  const options = fields.optionValues.map(({ optionName, name }) => ({
    name: optionName ?? "Title",
    value: name ?? "Default Title",
  }));
  const variant = {
    __typename: "ProductVariant" as const,
    id: store.ids.of("ProductVariant"),
    title: options.map(({ value }) => value).join(" / "),
    sku,
    barcode: fields.barcode ?? null,
    price: fields.price ?? "0",
    compareAtPrice: null,
    taxable: true,
    position,
    inventoryPolicy: "DENY",
    availableForSale: true,
    createdAt: at,
    updatedAt: at,
    imageUrl: null,
    options,
    product,
  };
  const whole = variant as VariantRecord;
  whole.inventoryItem = store.keep({
    __typename: "InventoryItem",
    id: store.ids.of("InventoryItem"),
    sku,
    tracked: item.tracked ?? false,
    requiresShipping: item.requiresShipping ?? true,
    harmonizedSystemCode: null,
    countryCodeOfOrigin: null,
    createdAt: at,
    updatedAt: at,
    weight: item.measurement?.weight ?? null,
    variantRecord: whole,
    levels: [],
  });
  for (const { locationId, name, quantity } of fields.inventoryQuantities ?? []) {
    const level = stockAt(store, whole.inventoryItem, store.find(locationId) as LocationRecord, 0);
    setLevel(store, level, name as "available" | "on_hand", quantity);
  }
  return store.keep(whole);
}
