import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import {
  methodOfGateway,
  unmappedGateway,
} from "#app/domain/mapping/payment-methods/method-of-gateway.server.ts";
import { AFTER_IMPORT } from "#app/domain/orders/import/jobs.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { dayIn } from "#app/lib/day.ts";
import {
  CardId,
  ConnectionId,
  DocumentId,
  OrderId,
  RefundId,
  TransactionId,
} from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { numericId } from "#app/shopify/gid.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { TaskWait } from "#app/tasks/outcome.ts";
import { postedMemo } from "../posted-memo.server.ts";

const payload = z.object({
  connectionId: ConnectionId,
  cardId: CardId,
  orderId: OrderId,
  orderName: z.string(),
  refundId: RefundId,
  /** Of the credit memo. */
  generation: z.number().int().min(1),
  salesDocumentId: DocumentId,
  transactionId: TransactionId,
  amount: z.string(),
  currency: z.string(),
  gateway: z.string(),
  at: z.string(),
});
type Payload = z.infer<typeof payload>;
const result = z.object({ id: z.string(), number: z.string().nullable(), method: z.string() });

const keyOf = ({ connectionId, transactionId, generation }: Payload): string =>
  `${connectionId}/${transactionId}/${generation}`;

/** What its problems are about; `key`: the task's. */
export const subjectOf = (key: string): string => `registerRefund:${key}`;

/** Books money that went back on the refund's posted credit memo (PAY-5). */
export const registerRefund = defineTask({
  ...onErp,
  kind: "registerRefund",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: keyOf,
  // The ERP answers the same payment for the same key: asking again is the look-up.
  async prepare(context) {
    const { shop, payload: share } = context;
    const method = await methodOfGateway(shop, share.cardId, share.gateway);
    if (method === null) {
      const unmapped = unmappedGateway(share.gateway, share.orderId);
      const { orderId } = share;
      await raiseProblem(db, shop, "refund", {
        subject: subjectOf(keyOf(share)),
        orderId,
        problem: unmapped,
      });
      throw new TaskWait(unmapped);
    }
    const document = await db.salesDocument.findFirstOrThrow({
      where: { shop, id: share.salesDocumentId },
      select: { erpId: true, number: true },
    });
    const { timeZone } = await db.shop.findFirstOrThrow({
      where: { domain: shop },
      select: { timeZone: true },
    });
    const zone = taskPort(context).probe?.timeZone || timeZone || "UTC";
    const memo = await postedMemo(shop, share, document);
    return { evidence: null, plan: { memo, method, date: dayIn(zone, share.at) } };
  },
  async act(context, { memo, method, date }) {
    const { transactionId, generation, orderName, amount, currency } = context.payload;
    const { id, number } = await taskPort(context).port.registerPayment(
      { kind: "payment", shopifyId: numericId(transactionId), generation, label: orderName },
      {
        invoice: memo,
        amount,
        currency,
        method,
        date,
      },
      context,
    );
    return { id, number: number ?? null, method };
  },
  async onDone(tx, { shop, payload: share }, { number, method }) {
    const { orderId, amount, currency } = share;
    await problemsAre(tx, shop, share, []);
    // What was received beyond the invoices is held against it, and what is left open of the credit memo may settle an invoice.
    for (const step of ["payments", "refunds"] as const)
      await addJob(tx, AFTER_IMPORT, { shop, orderIds: [orderId], newOrderIds: [], step });
    await recordEvents<TaskEvent<"registerRefund">>(tx, shop, [
      {
        orderId,
        kind: "refundRegistered",
        actor: "app",
        data: { amount, currency, number: number ?? "", method },
      },
    ]);
  },
  onFailed: (tx, { shop, payload: share }, failure: ProblemValue) =>
    problemsAre(tx, shop, share, [failure]),
});

const problemsAre = (tx: Tx, shop: string, share: Payload, problems: ProblemValue[]) =>
  setProblems(tx, shop, "refund", [
    { subject: subjectOf(keyOf(share)), orderId: share.orderId, problems },
  ]);

/** A person put it aside: nobody is asked to act on it any more. */
export const refundRegistrationPutAside = (tx: Tx, shop: string, share: Payload): Promise<void> =>
  problemsAre(tx, shop, share, []);
