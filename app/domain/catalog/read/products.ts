import { z } from "zod";
import { BrokenResult } from "./lines.ts";

/** Left out, or null. */
const orNull = <T extends z.ZodType>(of: T) => of.nullish().transform((value) => value ?? null);
const text = orNull(z.string());
const image = orNull(z.object({ url: z.string() }));

const product = z.object({
  type: z.literal("Product"),
  id: z.string(),
  title: z.string(),
  vendor: z.string(),
  status: z.string(),
  publishedAt: text,
  onlineStoreUrl: text,
  featuredMedia: orNull(z.object({ preview: orNull(z.object({ image })) })),
});
const collection = z.object({
  type: z.literal("Collection"),
  __parentId: z.string(),
  id: z.string(),
  title: z.string(),
});
const variant = z.object({
  type: z.literal("ProductVariant"),
  __parentId: z.string(),
  id: z.string(),
  sku: text,
  barcode: text,
  // A price that Shopify leaves out is told, not believed.
  price: text,
  inventoryQuantity: orNull(z.int()),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
  image,
  inventoryItem: z.object({
    tracked: z.boolean(),
    measurement: z.object({ weight: orNull(z.object({ unit: z.string(), value: z.number() })) }),
  }),
});
const line = z.discriminatedUnion("type", [product, collection, variant]);

export type ProductLine = z.infer<typeof product>;
export type CollectionLine = z.infer<typeof collection>;
export type VariantLine = z.infer<typeof variant>;

/** A product with what belongs to it. */
export interface WholeProduct {
  product: ProductLine;
  collections: CollectionLine[];
  variants: VariantLine[];
}

const TYPE = /^gid:\/\/shopify\/(\w+)\//;

function read(row: string): z.infer<typeof line> {
  let value: unknown;
  try {
    // Not yet cleaned: what of a text is changed is told.
    value = JSON.parse(row);
  } catch {
    throw new BrokenResult("A line of the result ends too early.");
  }
  const record = typeof value === "object" && value !== null ? value : {};
  const type = "id" in record && typeof record.id === "string" ? TYPE.exec(record.id)?.[1] : null;
  const found = line.safeParse({ ...record, type });
  if (!found.success)
    throw new BrokenResult(`A line of the result (${type ?? "no id"}) isn't as it was asked for.`);
  return found.data;
}

/**
 * The products of a result, one after the other: what belongs to one stands directly under it (`groupObjects`). `seen` is told of every
 * line, so that a result that was cut at the end of one is noticed.
 */
export async function* productsIn(
  lines: AsyncIterable<string>,
  seen: () => void,
): AsyncGenerator<WholeProduct> {
  let current: WholeProduct | undefined;
  for await (const row of lines) {
    const one = read(row);
    seen();
    if (one.type === "Product") {
      if (current) yield current;
      current = { product: one, collections: [], variants: [] };
    } else if (current?.product.id !== one.__parentId)
      throw new BrokenResult("A variant or collection doesn't stand under its product.");
    else if (one.type === "Collection") current.collections.push(one);
    else current.variants.push(one);
  }
  if (current) yield current;
}
