import { z } from "zod";
import { itemDataSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { decimalSchema } from "#app/money/money-schema.ts";

const text = z.string();

/** As the ERP gets it. */
const toErp = z.object({ to: z.literal("erp"), data: itemDataSchema });
export type ToErp = z.infer<typeof toErp>;

/** As Shopify gets it: a product with one variant. */
const toShopify = z.object({
  to: z.literal("shopify"),
  /** Shopify's own key of the product. */
  handle: text,
  title: text,
  status: z.enum(["DRAFT", "ACTIVE"]),
  sku: text,
  price: decimalSchema,
  currency: text,
  barcode: text.exactOptional(),
  /** Kilograms. */
  weight: decimalSchema.exactOptional(),
  /** The unit that the price is for: the link says so, and an option of the product where the card reads units from one. */
  unit: text.exactOptional(),
  unitOption: text.exactOptional(),
  ships: z.boolean(),
  tracked: z.boolean(),
  stock: z.array(z.object({ locationId: text, name: text, quantity: z.number().int() })),
});
export type ToShopify = z.infer<typeof toShopify>;

/** `ItemSync.data`. */
export const storedPlan = storedJson("planned item", z.union([toErp, toShopify]));
