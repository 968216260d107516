import type { VariantId } from "#app/lib/ids.ts";

/** A variant of Shopify, as far as an item is made of it. */
export interface Variant {
  id: VariantId;
  productTitle: string;
  /** Empty: the product has no other variant. */
  title: string;
  sku: string;
  barcode: string;
  price: string;
  /** Kilograms; null: none was entered. */
  weight: string | null;
  options: { name: string; value: string }[];
  isGiftCard: boolean;
}

/** What people call it. */
export const variantName = ({ productTitle, title }: Pick<Variant, "productTitle" | "title">) =>
  title === "" ? productTitle : `${productTitle} ${title}`;
