import { z } from "zod";
import { LineId, OrderId, VariantId } from "#app/lib/ids.ts";
import { decimalSchema, moneyBagSchema } from "#app/money/money-schema.ts";

const text = z.string();
const named = z.object({ id: text, name: text });

export const orderTax = z.object({
  title: text,
  /** Fraction as decimal text, e.g. "0.19". */
  rate: decimalSchema.nullable(),
  price: moneyBagSchema,
  channelLiable: z.boolean(),
});
export type OrderTax = z.infer<typeof orderTax>;

const orderLine = z.object({
  id: LineId,
  /** item | giftCard | tip (I-33: named "Tip", no product) | custom (never had a variant); an item's variantId is null once the variant was deleted */
  kind: z.enum(["item", "giftCard", "tip", "custom"]),
  title: text,
  variantTitle: text.nullable(),
  sku: text.nullable(),
  vendor: text.nullable(),
  barcode: text.nullable(),
  productId: text.nullable(),
  variantId: VariantId.nullable(),
  options: z.array(z.object({ name: text, value: text })),
  /** As ordered and added by edits, before removals. */
  quantity: z.number(),
  requiresShipping: z.boolean(),
  taxable: z.boolean(),
  unitPrice: moneyBagSchema,
  /** Sum of all allocations: line, code and order level. */
  discount: moneyBagSchema,
  taxes: z.array(orderTax),
  duties: z.array(z.object({ id: text, price: moneyBagSchema, taxes: z.array(orderTax) })),
  /** The bundle that it is a part of (LineItemGroup): so many of the bundle, and what Shopify sells it as. */
  bundle: z
    .object({
      id: text,
      title: text,
      quantity: z.number(),
      variantId: VariantId.nullable(),
      sku: text.nullable(),
    })
    .exactOptional(),
  /** Name of the subscription or pre-order that it was sold with. */
  sellingPlan: text.exactOptional(),
  /** Added by a return's exchange (I-42): left out of the sales document and of its totals. */
  exchange: z.boolean().exactOptional(),
});
export type OrderLine = z.infer<typeof orderLine>;

const orderShippingLine = z.object({
  id: text.nullable(),
  title: text,
  code: text.nullable(),
  source: text.nullable(),
  removed: z.boolean(),
  originalPrice: moneyBagSchema,
  discount: moneyBagSchema,
  taxes: z.array(orderTax),
});
export type OrderShippingLine = z.infer<typeof orderShippingLine>;

const orderTotals = z.object({
  subtotal: moneyBagSchema,
  discounts: moneyBagSchema,
  shipping: moneyBagSchema,
  tax: moneyBagSchema,
  tip: moneyBagSchema,
  duties: moneyBagSchema,
  fees: moneyBagSchema,
  total: moneyBagSchema,
  originalTotal: moneyBagSchema,
});

const removal = z.object({
  refundId: text,
  createdAt: text,
  lines: z.array(
    z.object({
      lineId: LineId,
      quantity: z.number(),
      subtotal: moneyBagSchema,
      tax: moneyBagSchema,
    }),
  ),
});
export type Removal = z.infer<typeof removal>;

const riskAssessment = z.object({
  level: text,
  provider: text.nullable(),
  facts: z.array(z.object({ description: text, sentiment: text })),
});

/** The commercial order: same content, same hash, no new version. */
export const orderContentSchema = z.object({
  id: OrderId,
  legacyId: text,
  name: text,
  number: z.number(),
  createdAt: text,
  processedAt: text,
  test: z.boolean(),
  edited: z.boolean(),
  taxesIncluded: z.boolean(),
  taxExempt: z.boolean(),
  dutiesIncluded: z.boolean(),
  currency: text,
  presentmentCurrency: text,
  sourceName: text.nullable(),
  /** Of an order that was made of a posted invoice: export-key.ts. */
  exportKey: text.exactOptional(),
  app: named.nullable(),
  attribution: z.object({ handle: text, displayName: text }).nullable(),
  retailLocation: named.nullable(),
  tags: z.array(text),
  poNumber: text.nullable(),
  discountCodes: z.array(text),
  customerId: text.nullable(),
  company: z
    .object({
      id: text,
      name: text,
      locationId: text,
      locationName: text,
      contactId: text.nullable(),
      contactCustomerId: text.nullable(),
    })
    .nullable(),
  paymentTerms: z
    .object({ name: text, type: text, dueInDays: z.number().nullable(), dueDates: z.array(text) })
    .nullable(),
  risk: z.object({ recommendation: text.nullable(), assessments: z.array(riskAssessment) }),
  requiresShipping: z.boolean(),
  lines: z.array(orderLine),
  shippingLines: z.array(orderShippingLine),
  fees: z.array(
    z.object({ id: text, name: text, price: moneyBagSchema, taxes: z.array(orderTax) }),
  ),
  /** Cash rounding of the payment, signed. */
  cashRounding: moneyBagSchema,
  /** As Shopify's header gives them: before returns and before removals by edits (totalPriceSet and the like). */
  totals: orderTotals,
  /** Edits that lowered or removed lines, and refunds that moved no money and took nothing back: they reduce the order (I-40, R-12). */
  removals: z.array(removal),
  /** Ids of shipping locations by order line, from the fulfillment orders (I-34). */
  lineLocations: z.array(
    z.object({
      lineId: LineId,
      locationId: text.nullable(),
      locationName: text,
      deliveryMethod: text.nullable(),
      quantity: z.number(),
    }),
  ),
});
export type OrderContent = z.infer<typeof orderContentSchema>;
