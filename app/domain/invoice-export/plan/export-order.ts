import { z } from "zod";
import { postalAddressSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { decimalSchema } from "#app/money/money-schema.ts";

const text = z.string();
const taxes = z.array(z.object({ title: text, rate: decimalSchema, amount: decimalSchema }));

export const buyer = z.object({
  kind: z.enum(["customer", "companyLocation"]),
  /** Shopify gid. */
  id: text,
});
export type Buyer = z.infer<typeof buyer>;

/** The order that an invoice becomes, as it is sent. */
const exportOrder = z.object({
  key: text,
  number: text,
  currency: text,
  taxesIncluded: z.boolean(),
  buyer,
  email: text.exactOptional(),
  poNumber: text.exactOptional(),
  note: text.exactOptional(),
  processedAt: text,
  billingAddress: postalAddressSchema.exactOptional(),
  shippingAddress: postalAddressSchema.exactOptional(),
  lines: z.array(
    z.object({
      title: text,
      sku: text.exactOptional(),
      quantity: z.number().int(),
      unitPrice: decimalSchema,
      ships: z.boolean(),
      taxes,
    }),
  ),
  shipping: z.array(z.object({ title: text, price: decimalSchema, taxes })),
  /** Off all lines together. */
  discount: decimalSchema,
  paid: decimalSchema,
  open: decimalSchema,
  /** Name of the payment that `paid` gets. */
  gateway: text,
  total: decimalSchema,
});
export type ExportOrder = z.infer<typeof exportOrder>;

/** `ExportedInvoice.order`. */
export const storedExportOrder = storedJson("planned order", exportOrder);
