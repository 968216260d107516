/** What Harbour Goods sells. Prices in euro, tax included. */
import { shopifyHandle } from "./handles.ts";
import { stockAt } from "../world/inventory.ts";
import type { CollectionRecord, ProductRecord, VariantRecord } from "../world/model-shop.ts";
import type { Store } from "../world/store.ts";

interface VariantSpec {
  sku: string | null;
  barcode?: string;
  price: string;
  options?: Record<string, string>;
  taxable?: boolean;
  stock?: number;
}
interface ProductSpec {
  title: string;
  vendor?: string;
  type?: string;
  ships?: boolean;
  giftCard?: boolean;
  hs?: string;
  origin?: string;
  /** Of each of its variants. */
  grams?: number;
  image?: boolean;
  unpublished?: boolean;
  variants: VariantSpec[];
}

const PRODUCTS: ProductSpec[] = [
  {
    title: "Fisherman's sweater",
    type: "Clothing",
    grams: 850,
    image: true,
    hs: "6110.11",
    origin: "PT",
    variants: [
      {
        sku: "SWEATER-NAVY-M",
        barcode: "4006381333931",
        price: "89",
        options: { Color: "Navy", Size: "M" },
      },
      {
        sku: "SWEATER-NAVY-L",
        barcode: "4006381333948",
        price: "89",
        options: { Color: "Navy", Size: "L" },
      },
      {
        sku: "SWEATER-ECRU-M",
        barcode: "4006381333955",
        price: "92.5",
        options: { Color: "Ecru", Size: "M" },
      },
    ],
  },
  {
    title: "Enamel mug",
    type: "Kitchen",
    variants: [
      { sku: "MUG-WHITE", barcode: "4012345678901", price: "12.9", options: { Color: "White" } },
      { sku: "MUG-BLUE", barcode: "4012345678918", price: "12.9", options: { Color: "Blue" } },
    ],
  },
  {
    title: "Anchor rope, 20 m",
    type: "Boat",
    variants: [{ sku: "ROPE-20", barcode: "4023456789012", price: "34.95" }],
  },
  {
    title: "Brass lantern",
    vendor: "Messing & Söhne",
    type: "Home",
    hs: "9405.50",
    origin: "DE",
    variants: [{ sku: "LANTERN", barcode: "4034567890123", price: "149" }],
  },
  {
    title: "Postcard set",
    type: "Paper",
    variants: [{ sku: "CARDS", barcode: "4045678901234", price: "3.33" }],
  },
  {
    title: "Tide table 2027 (PDF)",
    type: "Download",
    ships: false,
    variants: [{ sku: "TIDES-PDF", price: "7.5" }],
  },
  {
    title: "Sailing map, Baltic",
    type: "Paper",
    variants: [{ sku: "MAP-BALTIC", barcode: "4056789012345", price: "24" }],
  },
  {
    title: "Oilskin jacket",
    type: "Clothing",
    hs: "6201.40",
    origin: "NO",
    variants: [
      { sku: "JACKET-M", barcode: "4067890123456", price: "219", options: { Size: "M" } },
      { sku: "JACKET-L", barcode: "4067890123463", price: "219", options: { Size: "L" } },
    ],
  },
  {
    title: "Ship's biscuit, 1 kg",
    type: "Food",
    variants: [{ sku: "BISCUIT", barcode: "4078901234567", price: "8.4" }],
  },
  {
    title: "Signal flag",
    type: "Boat",
    variants: Array.from({ length: 12 }, (_, at) => ({
      sku: `FLAG-${String.fromCharCode(65 + at)}`,
      barcode: `40890123456${String(at).padStart(2, "0")}`,
      price: "15.99",
      options: { Letter: String.fromCharCode(65 + at) },
    })),
  },
  {
    title: "Bookbinding service",
    type: "Service",
    ships: false,
    variants: [{ sku: "BINDING", price: "45" }],
  },
  {
    title: "Gift card",
    type: "Gift card",
    ships: false,
    giftCard: true,
    variants: [
      { sku: null, price: "25", options: { Denominations: "25,00 €" }, taxable: false },
      { sku: "GIFT-50", price: "50", options: { Denominations: "50,00 €" }, taxable: false },
    ],
  },
  {
    title: "Unlisted prototype",
    type: "Boat",
    unpublished: true,
    variants: [{ sku: "PROTO-X9", price: "199" }],
  },
];

export function stockProducts(store: Store): void {
  for (const spec of PRODUCTS) {
    const product = newProduct(store, spec);
    spec.variants.forEach((variantSpec, at) =>
      product.variantRecords.push(newVariant(store, product, spec, variantSpec, at + 1)),
    );
    store.products.push(store.keep(product));
  }
}

/** Many products of one variant each: "Item 000001" with SKU "<prefix>000001". */
export function stockManyProducts(store: Store, prefix: string, count: number): void {
  for (let at = 1; at <= count; at += 1) {
    const number = String(at).padStart(6, "0");
    const spec = { title: `Item ${number}`, variants: [] };
    const product = newProduct(store, spec);
    product.variantRecords.push(
      newVariant(store, product, spec, { sku: `${prefix}${number}`, price: "5" }, 1),
    );
    store.products.push(store.keep(product));
  }
}

/** The one of this name: products of a type stand in a collection of it. */
function collection(store: Store, title: string): CollectionRecord {
  const known = store.collections.find((one) => one.title === title);
  if (known) return known;
  const made: CollectionRecord = store.keep({
    __typename: "Collection",
    id: store.ids.of("Collection"),
    title,
    handle: shopifyHandle(title),
    updatedAt: store.instant(),
  });
  store.collections.push(made);
  return made;
}

const newProduct = (store: Store, spec: ProductSpec): ProductRecord => ({
  __typename: "Product",
  id: store.ids.of("Product"),
  title: spec.title,
  vendor: spec.vendor ?? "Harbour Goods",
  productType: spec.type ?? "",
  handle: shopifyHandle(spec.title),
  status: "ACTIVE",
  tags: [],
  isGiftCard: spec.giftCard ?? false,
  createdAt: store.instant(),
  updatedAt: store.instant(),
  collectionRecords: spec.type ? [collection(store, spec.type)] : [],
  publishedAt: spec.unpublished ? null : store.instant(),
  imageUrl: spec.image
    ? `https://cdn.shopify.com/s/files/1/0000/products/${shopifyHandle(spec.title)}.jpg`
    : null,
  variantRecords: [],
});

function newVariant(
  store: Store,
  product: ProductRecord,
  spec: ProductSpec,
  of: VariantSpec,
  position: number,
): VariantRecord {
  const options = Object.entries(of.options ?? { Title: "Default Title" }).map(([name, value]) => ({
    name,
    value,
  }));
  const at = store.instant();
  const variant = {
    __typename: "ProductVariant" as const,
    id: store.ids.of("ProductVariant"),
    title: options.map(({ value }) => value).join(" / "),
    sku: of.sku,
    barcode: of.barcode ?? null,
    price: of.price,
    compareAtPrice: null,
    taxable: of.taxable ?? true,
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
    sku: of.sku,
    tracked: spec.ships !== false,
    requiresShipping: spec.ships !== false,
    harmonizedSystemCode: spec.hs ?? null,
    countryCodeOfOrigin: spec.origin ?? null,
    createdAt: at,
    updatedAt: at,
    weight: spec.grams === undefined ? null : { unit: "GRAMS", value: spec.grams },
    variantRecord: whole,
    levels: [],
  });
  const [luebeck, rotterdam] = [store.location("luebeck"), store.location("rotterdam")];
  stockAt(store, whole.inventoryItem, luebeck, of.stock ?? 100);
  if (whole.inventoryItem.tracked) stockAt(store, whole.inventoryItem, rotterdam, 0);
  return store.keep(whole);
}
