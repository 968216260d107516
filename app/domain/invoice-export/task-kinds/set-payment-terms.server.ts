import { z } from "zod";
import { OrderId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { isZero } from "#app/money/decimal.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { SetPaymentTermsDocument } from "#app/shopify/generated/admin.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { exportTerms } from "../plan/export-terms.ts";
import { followDone, followFailed } from "../record-follow.server.ts";
import { orderNow, refused } from "./order-now.server.ts";

const payload = z.object({ orderId: OrderId, number: z.string(), terms: exportTerms });

/** `made`: false where the order had payment terms already, or was paid. */
const result = z.object({ made: z.boolean() });

/** Shopify gives an order payment terms once it stands. Asking again does no harm: whether it has some is read right before. */
export const setPaymentTerms = defineTask({
  ...onShopify,
  kind: "setPaymentTerms",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ orderId }) => orderId,
  async prepare(context) {
    const { open, hasTerms } = await orderNow(context);
    return { evidence: null, plan: { wanted: !hasTerms && !isZero(open) } };
  },
  async act({ shop, traceId, payload: of }, { wanted }) {
    if (!wanted) return { made: false };
    const { orderId, terms } = of;
    const { templateId: paymentTermsTemplateId, name: _, ...schedule } = terms;
    const paymentSchedules =
      Object.keys(schedule).length > 0 ? { paymentSchedules: [schedule] } : {};
    const answer = await shopifyRequest(
      shop,
      SetPaymentTermsDocument,
      { id: orderId, terms: { paymentTermsTemplateId, ...paymentSchedules } },
      { orderId, traceId },
    );
    if (answer.ok) return { made: true };
    if (answer.error.kind === "userErrors") throw refused(of, answer.error.message);
    return failShopifyCall(answer.error);
  },
  onDone: (tx, context) => followDone(tx, context),
  onFailed: (tx, context, why) => followFailed(tx, context, why),
});
