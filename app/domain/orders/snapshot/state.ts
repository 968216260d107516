import { LineId, RefundId, TransactionId } from "#app/lib/ids.ts";
import { z } from "zod";
import { orderTax } from "./content.ts";
import { moneyBagSchema } from "#app/money/money-schema.ts";
import { orderReturn } from "./returns.ts";

const text = z.string();

export const orderTransaction = z.object({
  id: TransactionId,
  parentId: TransactionId.nullable(),
  kind: text,
  status: text,
  gateway: text.nullable(),
  gatewayTitle: text.nullable(),
  createdAt: text,
  test: z.boolean(),
  manual: z.boolean(),
  amount: moneyBagSchema,
  rounding: moneyBagSchema.nullable(),
  unsettled: moneyBagSchema.nullable(),
  multiCapturable: z.boolean(),
  authorizationExpiresAt: text.nullable(),
  errorCode: text.nullable(),
});
export type OrderTransaction = z.infer<typeof orderTransaction>;

const orderFulfillmentOrder = z.object({
  id: text,
  status: text,
  requestStatus: text,
  fulfillAt: text.nullable(),
  locationId: text.nullable(),
  locationName: text,
  deliveryMethod: text.nullable(),
  supportedActions: z.array(text),
  holds: z.array(z.object({ id: text, reason: text, displayReason: text, notes: text.nullable() })),
  lines: z.array(z.object({ id: text, lineId: LineId, total: z.number(), remaining: z.number() })),
});
export type OrderFulfillmentOrder = z.infer<typeof orderFulfillmentOrder>;

const orderFulfillment = z.object({
  id: text,
  name: text,
  status: text,
  createdAt: text,
  locationId: text.nullable(),
  tracking: z.array(
    z.object({ company: text.nullable(), number: text.nullable(), url: text.nullable() }),
  ),
  lines: z.array(z.object({ lineId: LineId, quantity: z.number() })),
});

const orderRefund = z.object({
  id: RefundId,
  createdAt: text.nullable(),
  note: text.nullable(),
  returnId: text.nullable(),
  total: moneyBagSchema,
  /** has a return, moved money, or took goods back. Otherwise it is a removal. */
  canCreateCreditMemo: z.boolean(),
  lines: z.array(
    z.object({
      /** Of the refund line itself; null where Shopify names none, and in rows of earlier versions. */
      id: text.nullable(),
      lineId: LineId,
      quantity: z.number(),
      restockType: text,
      restocked: z.boolean(),
      locationId: text.nullable(),
      /** Where its return put the goods, when all that was done with them agrees. */
      returnLocationId: text.nullable(),
      price: moneyBagSchema,
      subtotal: moneyBagSchema,
      tax: moneyBagSchema,
    }),
  ),
  shipping: z.array(
    z.object({ shippingLineId: text.nullable(), subtotal: moneyBagSchema, tax: moneyBagSchema }),
  ),
  adjustments: z.array(
    z.object({ reason: text.nullable(), amount: moneyBagSchema, tax: moneyBagSchema }),
  ),
  duties: z.array(z.object({ dutyId: text.nullable(), amount: moneyBagSchema })),
  transactions: z.array(
    z.object({
      id: TransactionId,
      kind: text,
      status: text,
      gateway: text.nullable(),
      amount: moneyBagSchema,
    }),
  ),
});
export type OrderRefund = z.infer<typeof orderRefund>;

const agreementSale = z.object({
  id: text,
  action: text,
  lineType: text,
  quantity: z.number().nullable(),
  /** After discounts, tax included. */
  total: moneyBagSchema,
  tax: moneyBagSchema,
  /** The order line or shipping line it is of; null for anything else, and in rows of earlier versions. */
  lineId: LineId.nullable(),
  shippingLineId: text.nullable(),
});

const orderAgreement = z.object({
  id: text,
  happenedAt: text,
  reason: text,
  /** The refund or return that was agreed; null for others, and in rows of earlier versions. */
  refundId: text.nullable(),
  returnId: text.nullable(),
  sales: z.array(agreementSale),
});

/** What happens to the order after it was placed, as last read; a change here makes no version. */
export const orderStateSchema = z.object({
  updatedAt: text,
  cancelledAt: text.nullable(),
  cancelReason: text.nullable(),
  closed: z.boolean(),
  closedAt: text.nullable(),
  confirmed: z.boolean(),
  /** displayFinancialStatus, displayFulfillmentStatus, returnStatus as Shopify writes them; unknown values are kept. */
  financialStatus: text.nullable(),
  fulfillmentStatus: text,
  returnStatus: text.nullable(),
  fullyPaid: z.boolean(),
  canMarkAsPaid: z.boolean(),
  statusPageUrl: text.nullable(),
  outstanding: moneyBagSchema,
  capturable: moneyBagSchema,
  received: moneyBagSchema,
  refunded: moneyBagSchema,
  /** Shopify's current totals: after removals and refunds. */
  currentTotal: moneyBagSchema,
  currentSubtotal: moneyBagSchema,
  currentTax: moneyBagSchema,
  currentShipping: moneyBagSchema,
  currentQuantity: z.number(),
  /** Order.taxLines: each tax of the whole order, before removals. Absent in orders that were read by earlier versions. */
  taxes: z.array(orderTax).exactOptional(),
  gateways: z.array(text),
  transactions: z.array(orderTransaction),
  fulfillmentOrders: z.array(orderFulfillmentOrder),
  fulfillments: z.array(orderFulfillment),
  refunds: z.array(orderRefund),
  returns: z.array(orderReturn),
  agreements: z.array(orderAgreement),
  /** Our own attribute's value, when it stands on the order. */
  documentAttribute: text.nullable(),
});
export type OrderState = z.infer<typeof orderStateSchema>;
