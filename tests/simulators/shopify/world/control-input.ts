/** Shapes of what the control API is given: a misspelt field is refused by name, not ignored. */
import { z } from "zod";
import { EVENT_STATUSES } from "./acts/carrier-event.ts";
import type { OrderSpec } from "./order-spec.ts";

const amount = z.string().regex(/^\d+(\.\d+)?$/, 'An amount is a decimal string such as "12.50".');
const signed = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'A difference is a decimal string such as "-0.01".');
const quantity = z.number().int().min(0);
const at = z.number().int().min(0);
/** A fulfillment order: its position in the order, or its id. */
const part = z.union([at, z.string()]);
const attribute = z.strictObject({ key: z.string(), value: z.string().nullable() });
const rate = z.strictObject({
  title: z.string(),
  rate: z.string(),
  source: z.string().nullish(),
  channelLiable: z.boolean().nullish(),
});
const off = z.strictObject({
  percent: amount.optional(),
  amount: amount.optional(),
  title: z.string().optional(),
  code: z.string().optional(),
});
const line = z.strictObject({
  variant: z.string().optional(),
  title: z.string().optional(),
  sku: z.string().optional(),
  vendor: z.string().optional(),
  price: amount.optional(),
  quantity: quantity.min(1).optional(),
  requiresShipping: z.boolean().optional(),
  taxable: z.boolean().optional(),
  attributes: z.array(attribute).optional(),
  kind: z.enum(["goods", "tip"]).optional(),
  bundle: z.string().optional(),
  discount: off.optional(),
  taxes: z.array(rate).optional(),
  duties: z
    .array(
      z.strictObject({
        amount,
        harmonizedSystemCode: z.string().optional(),
        countryCodeOfOrigin: z.string().optional(),
        taxes: z.array(rate).optional(),
      }),
    )
    .optional(),
});
const shippingLine = z.strictObject({
  title: z.string(),
  price: amount,
  code: z.string().optional(),
  source: z.string().optional(),
  carrierIdentifier: z.string().optional(),
  custom: z.boolean().optional(),
  taxes: z.array(rate).optional(),
  discount: off.optional(),
});
const address = z.strictObject({
  countryCode: z.string().length(2),
  ...Object.fromEntries(
    [
      "firstName",
      "lastName",
      "company",
      "address1",
      "address2",
      "city",
      "province",
      "provinceCode",
      "zip",
      "country",
      "phone",
    ].map((field) => [field, z.string().optional()]),
  ),
});
const units = z.array(z.strictObject({ line: at, quantity: quantity.min(1) }));

const shapes = {
  spec: z.strictObject({
    name: z.string().min(1).optional(),
    soldHoursEarlier: quantity.optional(),
    currency: z.string().length(3).optional(),
    taxesIncluded: z.boolean().optional(),
    taxExempt: z.boolean().optional(),
    dutiesIncluded: z.boolean().optional(),
    estimatedTaxes: z.boolean().optional(),
    taxes: z.array(rate).optional(),
    taxShipping: z.boolean().optional(),
    source: z
      .union([
        z.enum(["web", "pos", "draft"]),
        z.strictObject({
          name: z.string(),
          handle: z.string(),
          displayName: z.string(),
          identifier: z.string().optional(),
        }),
      ])
      .optional(),
    customer: z.string().nullish(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
    company: z
      .strictObject({ key: z.string(), location: z.string(), contact: z.boolean().optional() })
      .optional(),
    shippingAddress: z.union([z.literal("customer"), address]).nullish(),
    billingAddress: z.union([z.enum(["customer", "same"]), address]).nullish(),
    lines: z.array(line).min(1),
    shipping: z.array(shippingLine).optional(),
    discounts: z.array(off).optional(),
    fees: z
      .array(z.strictObject({ name: z.string(), amount, taxes: z.array(rate).optional() }))
      .optional(),
    payments: z
      .array(
        z.strictObject({
          kind: z.enum(["SALE", "AUTHORIZATION"]).optional(),
          gateway: z.string().optional(),
          status: z.enum(["SUCCESS", "PENDING", "FAILURE"]).optional(),
          amount: amount.optional(),
          capture: z.union([amount, z.literal(true)]).optional(),
          void: z.boolean().optional(),
          multiCapturable: z.boolean().optional(),
          errorCode: z.string().optional(),
          cashStep: amount.optional(),
          giftCard: z.string().optional(),
          rate: amount.optional(),
        }),
      )
      .optional(),
    paymentTerms: z
      .strictObject({
        name: z.string(),
        type: z.enum(["NET", "FIXED", "RECEIPT", "FULFILLMENT"]),
        days: quantity.optional(),
      })
      .optional(),
    fulfillmentOrders: z
      .array(
        z.strictObject({
          location: z.string().optional(),
          lines: units.optional(),
          hold: z.strictObject({ reason: z.string(), notes: z.string().optional() }).optional(),
          scheduledInHours: quantity.optional(),
          method: z.enum(["SHIPPING", "PICK_UP", "RETAIL", "NONE", "LOCAL"]).optional(),
          inProgress: z.boolean().optional(),
        }),
      )
      .optional(),
    headerOff: z
      .strictObject({
        subtotal: signed.optional(),
        shipping: signed.optional(),
        tax: signed.optional(),
        total: signed.optional(),
      })
      .optional(),
    shippingTotal: z.enum(["before", "after"]).optional(),
    note: z.string().optional(),
    tags: z.array(z.string()).optional(),
    attributes: z.array(attribute).optional(),
    poNumber: z.string().optional(),
    test: z.boolean().optional(),
    locale: z.string().optional(),
    sourceIdentifier: z.string().optional(),
    risk: z.enum(["LOW", "MEDIUM", "HIGH"]).optional(),
    retailLocation: z.string().optional(),
  }),
  edit: z.object({
    setQuantity: z
      .array(z.strictObject({ line: at, quantity, restock: z.boolean().optional() }))
      .optional(),
    add: z.array(line).optional(),
    discountLine: z.strictObject({ line: at, amount, title: z.string() }).optional(),
    removeShipping: at.optional(),
    addShipping: shippingLine.optional(),
  }),
  cancel: z.object({
    reason: z.enum(["CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "OTHER", "STAFF"]).optional(),
    restock: z.boolean().optional(),
    refund: z.boolean().optional(),
    closesLater: z.boolean().optional(),
  }),
  refund: z.object({
    lines: z
      .array(
        z.strictObject({
          line: at,
          quantity: quantity.min(1),
          restock: z.enum(["RETURN", "CANCEL", "NO_RESTOCK"]).optional(),
          location: z.string().optional(),
        }),
      )
      .optional(),
    shipping: z.union([amount, z.literal("all")]).optional(),
    duties: z.boolean().optional(),
    money: z.union([amount, z.literal("none")]).optional(),
    note: z.string().optional(),
    custom: amount.optional(),
    ofReturn: at.optional(),
    goodsOnReturn: z.boolean().optional(),
    status: z.enum(["SUCCESS", "PENDING", "FAILURE"]).optional(),
  }),
  fulfill: z.object({
    fulfillmentOrder: at.optional(),
    lines: units.optional(),
    tracking: z
      .strictObject({
        company: z.string().optional(),
        number: z.string().optional(),
        url: z.string().optional(),
      })
      .optional(),
  }),
  pay: z.object({ amount: amount.optional(), gateway: z.string().optional() }),
  nextCapture: z.object({
    status: z.enum(["PENDING", "FAILURE"]),
    errorCode: z.string().optional(),
    settleAs: z.enum(["SUCCESS", "FAILURE"]).optional(),
  }),
  limitOrders: z.object({ perMinute: z.number().int().min(0).nullable() }),
  nextCancel: z.object({
    message: z.string().default("Something went wrong, please try again."),
    code: z.enum(["INTERNAL_ERROR", "INVALID", "NO_REFUND_PERMISSION"]).default("INTERNAL_ERROR"),
  }),
  settle: z.object({
    transaction: z.string().optional(),
    status: z.enum(["SUCCESS", "FAILURE"]).optional(),
    errorCode: z.string().optional(),
  }),
  return: z.object({
    lines: z
      .array(
        z.strictObject({
          line: at,
          quantity,
          reason: z.string().optional(),
          restocking: amount.optional(),
        }),
      )
      .min(1),
    status: z.enum(["REQUESTED", "OPEN", "CLOSED"]).default("OPEN"),
    exchange: z.array(line).optional(),
    shippingFee: amount.optional(),
  }),
  /** Which return of the order: the latest, unless told. */
  ofReturn: z.object({ return: part.optional() }),
  decline: z.object({
    return: part.optional(),
    reason: z.enum(["FINAL_SALE", "OTHER", "RETURN_PERIOD_ENDED"]).default("OTHER"),
  }),
  dispose: z.object({
    return: part.optional(),
    lines: z
      .array(
        z.strictObject({
          line: at,
          quantity,
          type: z
            .enum(["RESTOCKED", "NOT_RESTOCKED", "PROCESSING_REQUIRED", "MISSING"])
            .default("RESTOCKED"),
          location: z.string().optional(),
        }),
      )
      .min(1),
  }),
  shop: z.object({ archivesOrders: z.boolean() }),
  part: z.object({ fulfillmentOrder: part.optional() }),
  release: z.object({
    fulfillmentOrder: part.optional(),
    holds: z.array(z.string()).min(1).optional(),
  }),
  fulfillment: z.object({ fulfillment: part.default(0) }),
  carrierEvent: z.object({
    fulfillment: part.default(0),
    status: z.enum(EVENT_STATUSES),
    message: z.string().nullable().default(null),
    happenedAt: z.string().optional(),
    estimatedDeliveryAt: z.string().optional(),
    address: z
      .object({
        address1: z.string(),
        city: z.string(),
        province: z.string(),
        country: z.string(),
        zip: z.string(),
      })
      .partial()
      .default({}),
  }),
  move: z.object({
    fulfillmentOrder: part.default(0),
    location: z.string(),
    lines: units.min(1).optional(),
  }),
  split: z.object({ fulfillmentOrder: part.default(0), lines: units.min(1) }),
  merge: z.object({ fulfillmentOrders: z.array(part).min(2).optional() }),
  request: z.object({
    fulfillmentOrder: part.optional(),
    message: z.string().default(""),
    lines: units.min(1).optional(),
  }),
  authorization: z.object({ transaction: z.string().optional() }),
  hold: z.object({
    fulfillmentOrder: part.optional(),
    reason: z.string().default("OTHER"),
    notes: z.string().nullable().default(null),
    byApp: z.boolean().default(false),
  }),
  adjustGiftCard: z.object({
    card: z.string(),
    amount: signed,
    cashOut: z.boolean().default(false),
  }),
  tags: z.object({ tags: z.array(z.string()).min(1) }),
  note: z.object({ note: z.string().nullable() }),
  attributes: z.object({ attributes: z.array(attribute) }),
  master: z.object({ sku: z.string() }),
  place: z.object({ location: z.string() }),
  products: z.object({ prefix: z.string(), count: z.number().int().min(1).max(100_000) }),
  bulk: z.object({
    status: z.enum(["FAILED", "CANCELED", "EXPIRED", "RUNNING"]).optional(),
    errorCode: z.enum(["ACCESS_DENIED", "INTERNAL_SERVER_ERROR", "TIMEOUT"]).optional(),
    cutAt: z.number().int().min(0).optional(),
    text: z.string().optional(),
  }),
  customer: z.object({
    customer: z.string().optional(),
    firstName: z.string().nullable().optional(),
    lastName: z.string().nullable().optional(),
    email: z.string().nullable().optional(),
    phone: z.string().nullable().optional(),
    tags: z.array(z.string()).optional(),
    marketing: z.boolean().optional(),
    address: address.optional(),
  }),
  customerNamed: z.object({ customer: z.string() }),
  mergeCustomers: z.object({ kept: z.string(), gone: z.string() }),
  stock: z.object({
    sku: z.string(),
    location: z.string(),
    available: z.number().int().optional(),
    tracked: z.boolean().optional(),
  }),
};

/** `order` names the order everywhere; the rest must be what the act knows. */
export function readInput<K extends keyof typeof shapes>(
  act: K,
  args: Record<string, unknown>,
): z.output<(typeof shapes)[K]> {
  const { order: _order, ...given } = args;
  const shape = shapes[act] as unknown as z.ZodObject;
  const read = shape.strict().safeParse(given);
  if (!read.success)
    throw new Error(
      read.error.issues
        .map(({ path, message }) => `${path.join(".") || act}: ${message}`)
        .join(" "),
    );
  return read.data as z.output<(typeof shapes)[K]>;
}

export const readSpec = (spec: unknown): OrderSpec =>
  readInput("spec", spec as Record<string, unknown>) as OrderSpec;
