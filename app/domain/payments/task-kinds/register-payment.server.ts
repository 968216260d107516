import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { dayIn } from "#app/lib/day.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import {
  methodOfGateway,
  unmappedGateway,
} from "#app/domain/mapping/payment-methods/method-of-gateway.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import {
  clearSubjectProblems,
  raiseProblem,
  setProblems,
} from "#app/domain/problems/problems.server.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import { CardId, ConnectionId, InvoiceId, OrderId, TransactionId } from "#app/lib/ids.ts";
import { added, storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { TaskWait } from "#app/tasks/outcome.ts";
import { numericId } from "#app/shopify/gid.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { insertEvents } from "#app/domain/timeline/timeline.server.ts";

const payload = z.object({
  connectionId: ConnectionId,
  cardId: CardId,
  orderId: OrderId,
  orderName: z.string(),
  transactionId: TransactionId,
  invoiceId: InvoiceId,
  ordinal: z.number().int().min(1),
  amount: z.string(),
  currency: z.string(),
  gateway: z.string(),
  at: z.string(),
  /** No share of the invoice, but to the credit of its customer. */
  onAccount: z.boolean(),
});
type Payload = z.infer<typeof payload>;
const result = z.object({ id: z.string(), number: z.string().nullable(), method: z.string() });

/** The payment's share of one invoice: the transaction, and which of the order's invoices; what no invoice takes is the customer's credit. */
const keyOf = ({ transactionId, ordinal, orderName, onAccount }: Payload): ExternalKey => ({
  kind: onAccount ? "credit" : "payment",
  shopifyId: numericId(transactionId),
  generation: ordinal,
  label: orderName,
});

const shareOf = ({ transactionId, invoiceId, onAccount }: Payload): string =>
  `${transactionId}/${invoiceId}${onAccount ? "/account" : ""}`;
const subjectOf = (share: Payload): string => `registration:${shareOf(share)}`;

/** Books a payment of Shopify in the ERP: on a posted invoice, or on account of its customer (PAY-5). */
export const registerPayment = defineTask({
  ...onErp,
  kind: "registerPayment",
  payload: storedJson("payload", payload, [added("onAccount", false)]),
  result: storedJson("result", result),
  key: (share) => `${share.connectionId}/${shareOf(share)}`,
  // The ERP answers the same payment for the same key: asking again is the look-up.
  async prepare(context) {
    const {
      shop,
      payload: { cardId, gateway, invoiceId, orderId, at },
    } = context;
    const method = await methodOfGateway(shop, cardId, gateway);
    if (method === null) {
      const missing = unmappedGateway(gateway, orderId);
      await raiseProblem(db, shop, "payment", {
        subject: subjectOf(context.payload),
        orderId,
        problem: missing,
      });
      throw new TaskWait(missing);
    }
    const invoice = await db.postedInvoice.findFirstOrThrow({ where: { shop, id: invoiceId } });
    const { probe } = taskPort(context);
    const timeZone =
      probe?.timeZone ||
      (await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } }))
        ?.timeZone ||
      "UTC";
    const plan = { invoice, method, date: dayIn(timeZone, at) };
    return { evidence: null, plan };
  },
  async act(context, { invoice, method, date }) {
    const { amount, currency, onAccount } = context.payload;
    const ref = await taskPort(context).port.registerPayment(
      keyOf(context.payload),
      {
        invoice: { kind: "salesInvoice", id: invoice.erpId, number: invoice.number },
        amount,
        currency,
        method,
        date,
        ...(onAccount ? { onAccount } : {}),
      },
      context,
    );
    return { id: ref.id, number: ref.number ?? null, method };
  },
  written({ shop, payload: share }, { id, number, method }) {
    const at = now();
    const { connectionId, transactionId, invoiceId, orderId, amount, currency, onAccount } = share;
    const event: TaskEvent<"registerPayment"> = {
      orderId,
      kind: onAccount ? "paymentOnAccount" : "paymentRegistered",
      actor: "app",
      data: { amount, currency, number: number ?? "", method },
    };
    // What remains is lowered until the feed tells it.
    return {
      parts: Prisma.sql`
        registered AS (
          UPDATE "RegisteredPayment" SET state = 'registered', "erpId" = ${id}, number = ${number}, method = ${method}, "updatedAt" = ${at}
          WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid AND "transactionId" = ${transactionId} AND "invoiceId" = ${invoiceId}::uuid
            AND "onAccount" = ${onAccount} AND state <> 'registered' RETURNING shop, "invoiceId"
        ), remaining AS (
          UPDATE "PostedInvoice" i SET remaining = GREATEST(0, i.remaining - ${amount}::numeric) FROM registered r WHERE NOT ${onAccount} AND i.shop = r.shop AND i.id = r."invoiceId"
        ), cleared AS (${clearSubjectProblems(shop, "payment", { subject: subjectOf(share), orderId }, at)}
        ), event AS (${insertEvents<TaskEvent<"registerPayment">>(shop, [event])})`,
    };
  },
  async onFailed(tx, { shop, payload: share }, failure: ProblemValue) {
    await tx.registeredPayment.updateMany({
      where: where(shop, share),
      data: { state: "failed", updatedAt: now() },
    });
    await setProblems(tx, shop, "payment", [
      { subject: subjectOf(share), orderId: share.orderId, problems: [failure] },
    ]);
  },
});

/** A person put its registration aside: it is not waited for, and nobody is asked to act. */
export async function registrationPutAside(tx: Tx, shop: string, share: Payload): Promise<void> {
  await tx.registeredPayment.updateMany({
    where: where(shop, share),
    data: { state: "failed", updatedAt: now() },
  });
  await setProblems(tx, shop, "payment", [
    { subject: subjectOf(share), orderId: share.orderId, problems: [] },
  ]);
}

const where = (shop: string, { connectionId, transactionId, invoiceId, onAccount }: Payload) => ({
  shop,
  connectionId,
  transactionId,
  invoiceId,
  onAccount,
});
