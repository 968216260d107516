/** A collection of the store. */
export interface Group {
  id: string;
  name: string;
}

/** A variant as every format gets it: texts are clean, amounts are decimals as text. */
export interface Offer {
  id: string;
  productId: string;
  /** Of the product, and with the options behind it. */
  productName: string;
  name: string;
  vendor: string | null;
  /** Its page in the store; null: it has none. */
  url: string | null;
  /** The product is active and published. */
  active: boolean;
  sku: string | null;
  barcode: string | null;
  /** In the store's currency. */
  price: string;
  /** Null: Shopify does not count it. */
  quantity: number | null;
  kilograms: string | null;
  image: string | null;
  groups: readonly Group[];
  options: readonly { name: string; value: string }[];
}

export interface CatalogHead {
  shopName: string;
  currency: string;
  madeAt: Date;
}

/**
 * How a file of the catalog is written: the head, each collection, what stands between, each variant, the end. Pure, piece by piece, so
 * that a file of any size needs the memory of one product.
 */
export interface CatalogFormat {
  name: "icml" | "jsonl";
  /** Of the file's name in its address. */
  ending: string;
  contentType: string;
  head(of: CatalogHead): string;
  group(group: Group): string;
  between(): string;
  offer(offer: Offer): string;
  end(): string;
}
