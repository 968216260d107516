import { z } from "zod";
import { OrderId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, isNegative, isZero, subtract } from "#app/money/decimal.ts";
import { decimalSchema } from "#app/money/money-schema.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { RecordPaymentDocument } from "#app/shopify/generated/admin.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { followDone, followFailed } from "../record-follow.server.ts";
import { orderNow, refused } from "./order-now.server.ts";

const payload = z.object({
  exportId: z.uuid(),
  orderId: OrderId,
  number: z.string(),
  currency: z.string(),
  /** Name of the payment. */
  method: z.string(),
  /** What the invoice is still to be paid. */
  open: decimalSchema,
  /** Paid since it became an order. */
  received: decimalSchema,
});
type Payload = z.infer<typeof payload>;

/** `amount`: 0 where Shopify knew of it already. */
const result = z.object({ amount: decimalSchema });

/**
 * EXP-1. What is open in Shopify comes down to what the invoice is still to be paid, and by no more than what was received. Asking again does no harm: what
 * is open is read right before.
 */
export const recordPartPayment = defineTask({
  ...onShopify,
  kind: "recordPartPayment",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ exportId, open }) => `${exportId}:${open}`,
  async prepare(context) {
    const { open } = await orderNow(context);
    return { evidence: null, plan: { amount: missing(context.payload, open) } };
  },
  async act({ shop, traceId, payload: paid }, { amount }) {
    if (isZero(amount)) return { amount };
    const { orderId, currency: currencyCode, method } = paid;
    const answer = await shopifyRequest(
      shop,
      RecordPaymentDocument,
      { id: orderId, amount: { amount, currencyCode }, paymentMethodName: method },
      { orderId, traceId },
    );
    if (answer.ok) return { amount };
    if (answer.error.kind === "userErrors") throw refused(paid, answer.error.message);
    return failShopifyCall(answer.error);
  },
  onDone: (tx, context) => followDone(tx, context),
  onFailed: (tx, context, why) => followFailed(tx, context, why),
});

function missing({ open, received }: Payload, outstanding: Decimal): Decimal {
  const more = subtract(outstanding, open);
  if (isNegative(more)) return "0";
  return compare(more, received) > 0 ? received : more;
}
