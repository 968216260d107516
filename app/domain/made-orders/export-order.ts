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

/** A customer that Shopify does not have yet: made right before the order. */
const newBuyer = z.object({
  kind: z.literal("new"),
  firstName: text,
  lastName: text,
  email: text,
  phone: text,
  tags: z.array(text),
});
export type NewBuyer = z.infer<typeof newBuyer>;

/** An address in Shopify's words. */
const delivery = z.object({
  firstName: text,
  lastName: text,
  company: text.exactOptional(),
  address1: text,
  address2: text.exactOptional(),
  zip: text,
  city: text,
  countryCode: text.exactOptional(),
  phone: text.exactOptional(),
});
export type Delivery = z.infer<typeof delivery>;

/** The order that a document of the ERP becomes, as it is sent. */
const exportOrder = z.object({
  key: text,
  number: text,
  currency: text,
  taxesIncluded: z.boolean(),
  buyer: z.union([buyer, newBuyer]),
  /** A sales order's customer in the ERP: linked with the buyer once the order stands. */
  erpBuyer: z.object({ id: text, number: text, name: text }).exactOptional(),
  email: text.exactOptional(),
  poNumber: text.exactOptional(),
  note: text.exactOptional(),
  processedAt: text,
  /** An invoice's, in the ERP's words. */
  billingAddress: postalAddressSchema.exactOptional(),
  shippingAddress: postalAddressSchema.exactOptional(),
  /** A sales order's. */
  delivery: delivery.exactOptional(),
  /** Its goods are still to be shipped. */
  unfulfilled: z.literal(true).exactOptional(),
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

/** `ExportedInvoice.order`, `ExportedOrder.order`. */
export const storedExportOrder = storedJson("planned order", exportOrder);
