import { z } from "zod";
import { problem } from "#app/domain/problems/catalog.ts";
import { OrderId, TransactionId } from "#app/lib/ids.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { MarkAsPaidDocument, OrderPaymentsDocument } from "#app/shopify/generated/admin.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { orderGone } from "./at-shopify.server.ts";
import { actDone, actFailed } from "./record-act.server.ts";

const payload = z.object({ orderId: OrderId, clickId: z.string(), by: z.string() });
export type MarkAsPaid = z.infer<typeof payload>;

const result = z.object({
  /** Gids of the transactions that came with it; none: it was paid already when Shopify was asked. */
  transactionIds: z.array(TransactionId),
});
type Result = z.infer<typeof result>;

const heldSchema = z.object({ transactionIds: z.array(TransactionId) });

async function readMoney({ shop, payload: { orderId }, traceId }: TaskContext<MarkAsPaid>) {
  const answer = await shopifyRequest(
    shop,
    OrderPaymentsDocument,
    { ids: [orderId] },
    { orderId, traceId },
  );
  if (!answer.ok) return failShopifyCall(answer.error);
  const [node] = answer.value.nodes;
  return node && "transactions" in node ? node : orderGone();
}

const refused = (message: string): TaskStop =>
  new TaskStop(problem("mark-paid-refused", { message }, message), message);

interface Transaction {
  id: TransactionId;
  kind: string;
  status: string;
}

/** Payments that were not there before. */
const newPayments = (
  transactions: readonly Transaction[],
  before: readonly string[],
): TransactionId[] =>
  transactions
    .filter(
      ({ id, kind, status }) =>
        !before.includes(id) && (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS",
    )
    .map(({ id }) => id);

/**
 * PAY-3: Shopify books a payment of what is outstanding, or captures what is authorized. There is no idempotency key: what was there before is
 * committed before the call leaves, and a lost answer is found in the order's payments.
 */
export const markAsPaidKind = defineTask({
  ...onShopify,
  kind: "markAsPaid",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  evidence: storedJson("evidence", heldSchema),
  key: ({ orderId, clickId }) => `${orderId}:${clickId}`,
  async prepare(context) {
    const order = await readMoney(context);
    if (order.cancelledAt) throw refused("The order is cancelled.");
    return { evidence: { transactionIds: order.transactions.map(({ id }) => id) }, plan: order };
  },
  async lookUp(context, evidence) {
    const { transactions, fullyPaid } = await readMoney(context);
    const made = newPayments(transactions, evidence.transactionIds);
    return fullyPaid && made.length > 0
      ? { found: "one", result: { transactionIds: made } }
      : { found: "none" };
  },
  async act(context, before): Promise<Result> {
    const {
      shop,
      payload: { orderId },
      traceId,
    } = context;
    if (before.fullyPaid) return { transactionIds: [] };
    const known = before.transactions.map(({ id }) => id);
    const answer = await shopifyRequest(
      shop,
      MarkAsPaidDocument,
      { input: { id: orderId } },
      { orderId, traceId },
    );
    if (!answer.ok && answer.error.kind === "userErrors") {
      // Somebody else may have been quicker: then the order is paid, which is what was wanted.
      const after = await readMoney(context);
      if (after.fullyPaid) return { transactionIds: newPayments(after.transactions, known) };
      throw refused(answer.error.message);
    }
    if (!answer.ok) return failShopifyCall(answer.error);
    const order = answer.value.orderMarkAsPaid?.order;
    if (!order)
      return failShopifyCall({ kind: "ambiguous", message: "Shopify answered without the order." });
    if (!order.fullyPaid) throw refused("The order is still not fully paid afterwards.");
    return { transactionIds: newPayments(order.transactions, known) };
  },
  onDone: (tx, context, { transactionIds }) =>
    actDone(tx, context, { kind: "markedAsPaid", data: { transactions: transactionIds.length } }),
  onFailed: (tx, context, problem) => actFailed(tx, context, "markAsPaidFailed", problem),
});
