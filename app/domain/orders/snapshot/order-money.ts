import { z } from "zod";
import { moneyBagSchema } from "#app/money/money-schema.ts";
import { orderTransaction } from "./state.ts";

const text = z.string();

/** A transaction as payments need it; one of an imported order is one too. */
const payment = orderTransaction.pick({
  id: true,
  parentId: true,
  kind: true,
  status: true,
  gateway: true,
  gatewayTitle: true,
  createdAt: true,
  amount: true,
  rounding: true,
  multiCapturable: true,
  authorizationExpiresAt: true,
  errorCode: true,
});
export type Payment = z.infer<typeof payment>;

/** What an order's money is doing, as just read; kept as the result of the task that read it. */
export const orderMoneySchema = z.object({
  orderId: text,
  name: text,
  shopCurrency: text,
  presentmentCurrency: text,
  cancelledAt: text.nullable(),
  financialStatus: text.nullable(),
  fulfillmentStatus: text,
  sourceName: text.nullable(),
  attribution: z.object({ handle: text, displayName: text }).nullable(),
  gateways: z.array(text),
  /** Why fulfillment orders are on hold, in Shopify's words: one entry for each that is. */
  holds: z.array(text),
  /** totalPriceSet: before returns and removals; currentTotalPriceSet: after them. */
  total: moneyBagSchema,
  currentTotal: moneyBagSchema,
  payments: z.array(payment),
});
export type OrderMoney = z.infer<typeof orderMoneySchema>;
