import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/day.ts";
import { DocumentId, InvoiceId, OrderId, RefundId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { numericId } from "#app/shopify/gid.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { postedMemo } from "../posted-memo.server.ts";

const payload = z.object({
  orderId: OrderId,
  orderName: z.string(),
  refundId: RefundId,
  /** Of the credit memo. */
  generation: z.number().int().min(1),
  salesDocumentId: DocumentId,
  invoiceId: InvoiceId,
  /** Which of the order's posted invoices it is. */
  ordinal: z.number().int().min(1),
  amount: z.string(),
  currency: z.string(),
});
type Payload = z.infer<typeof payload>;
const result = z.object({ id: z.string(), creditMemo: z.string(), invoice: z.string() });

/** More invoices than an order ever has: a key says the credit memo's generation and the invoice in one number. */
const INVOICES = 1_000;

/** Settles what an exchange's goods paid for: the posted credit memo of what came back, with the posted invoice of what went out. */
export const applyCreditMemo = defineTask({
  ...onErp,
  kind: "applyCreditMemo",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ refundId, generation, invoiceId }) => `${refundId}#${generation}/${invoiceId}`,
  // The ERP answers the same application for the same key: asking again is the look-up.
  async prepare({ shop, payload: { salesDocumentId, refundId, generation, invoiceId } }) {
    const [document, invoice] = await Promise.all([
      db.salesDocument.findFirstOrThrow({
        where: { shop, id: salesDocumentId },
        select: { erpId: true, number: true },
      }),
      db.postedInvoice.findFirstOrThrow({
        where: { shop, id: invoiceId },
        select: { erpId: true, number: true },
      }),
    ]);
    const memo = await postedMemo(shop, { refundId, generation }, document);
    return { evidence: null, plan: { memo, invoice } };
  },
  async act(context, { memo, invoice }) {
    const { refundId, generation, ordinal, orderName, amount, currency } = context.payload;
    const { port, probe } = taskPort(context);
    const { id } = await port.applyCreditMemo(
      {
        kind: "application",
        shopifyId: numericId(refundId),
        generation: generation * INVOICES + ordinal,
        label: orderName,
      },
      {
        creditMemo: memo,
        invoice: { kind: "salesInvoice", id: invoice.erpId, number: invoice.number },
        amount,
        currency,
        date: dayIn(probe?.timeZone || "UTC", now().toISOString()),
      },
      context,
    );
    return { id, creditMemo: memo.number ?? "", invoice: invoice.number };
  },
  async onDone(tx, { shop, payload: share }, { creditMemo, invoice }) {
    const { orderId, amount, currency } = share;
    await problemsAre(tx, shop, share, []);
    await recordEvents<TaskEvent<"applyCreditMemo">>(tx, shop, [
      {
        orderId,
        kind: "creditMemoApplied",
        actor: "app",
        data: { amount, currency, creditMemo, invoice },
      },
    ]);
  },
  onFailed: (tx, { shop, payload: share }, failure: ProblemValue) =>
    problemsAre(tx, shop, share, [failure]),
});

const problemsAre = (
  tx: Tx,
  shop: string,
  { refundId, generation, invoiceId, orderId }: Payload,
  problems: ProblemValue[],
) =>
  setProblems(tx, shop, "refund", [
    { subject: `applyCreditMemo:${refundId}#${generation}/${invoiceId}`, orderId, problems },
  ]);

/** A person put it aside: nobody is asked to act on it any more. */
export const applicationPutAside = (tx: Tx, shop: string, share: Payload): Promise<void> =>
  problemsAre(tx, shop, share, []);
