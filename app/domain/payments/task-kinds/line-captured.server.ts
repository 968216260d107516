import type { InvoiceId, OrderId, TransactionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { clearSubjectProblems, setProblems } from "#app/domain/problems/problems.server.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { insertEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import {
  asJson,
  invoiceSubject,
  lineSubject,
  settledInvoices,
  settleLine,
} from "../settle.server.ts";

interface Subject {
  lineId: string;
  orderId: OrderId;
}

interface CapturedLine {
  gateway: string;
  invoiceId: InvoiceId;
  number: string;
  invoiceState: string;
  /** Invoices of lines that waited for this capture. */
  waiting: InvoiceId[];
}

/** The money is there: on the line, its invoice, the order's timeline; earlier invoices that waited for this capture have nothing left to wait for. */
export async function lineCaptured(
  tx: Tx,
  shop: string,
  { lineId, orderId }: Subject,
  { captureId, amount, currency }: { captureId: TransactionId; amount: string; currency: string },
): Promise<void> {
  const at = now();
  const paid = JSON.stringify(storedReason.store(problem("paid-already", { orderId })));
  const [line] = await tx.$queryRaw<CapturedLine[]>`
    WITH line AS (
      UPDATE "PaymentLine" SET state = 'captured', reason = NULL, "captureId" = ${captureId},
        captured = captured + ${amount}::numeric, amount = ${amount}::numeric, "updatedAt" = ${at}
      WHERE shop = ${shop} AND id = ${lineId}::uuid RETURNING *
    ), waiting AS (
      UPDATE "PaymentLine" w SET state = 'nothing', reason = ${paid}::jsonb, "updatedAt" = ${at} FROM line l
      WHERE w.shop = l.shop AND w."orderId" = l."orderId" AND w."transactionId" = l."transactionId"
        AND w.id <> l.id AND w.state = 'later' AND NOT l."multiCapturable" RETURNING w."invoiceId"
    ), cleared AS (${clearSubjectProblems(shop, "payment", { subject: lineSubject(lineId), orderId }, at)})
    SELECT COALESCE(l."gatewayTitle", l.gateway) AS gateway, i.id::text AS "invoiceId", i.number,
      i.state AS "invoiceState", ARRAY(SELECT DISTINCT "invoiceId"::text FROM waiting) AS waiting
    FROM line l JOIN "PostedInvoice" i ON i.shop = l.shop AND i.id = l."invoiceId"`;
  if (!line) throw new Error(`the payment line ${lineId} is not there`);
  const { gateway, invoiceId, number, invoiceState, waiting } = line;
  const event = insertEvents<TaskEvent<"capturePayment">>(shop, [
    {
      orderId,
      kind: "paymentCaptured",
      actor: "app",
      data: { amount, currency, gateway, invoice: number },
    },
  ]);
  await tx.$executeRaw`
    WITH settled AS (${settledInvoices(shop, [invoiceId, ...waiting])}) ${event}`;
  if (invoiceState !== "cancelled") return;
  const params = { number, orderId, amount, currency };
  await setProblems(tx, shop, "payment", [
    {
      subject: invoiceSubject(invoiceId),
      orderId,
      problems: [problem("invoice-cancelled-after-capture", params, number)],
    },
  ]);
}

/** The line stays as it is, and says what it waits for. */
export async function captureWaits(
  shop: string,
  { lineId, orderId }: Subject,
  reason: ProblemValue,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.paymentLine.updateMany({
      where: { shop, id: lineId, state: "open" },
      data: { reason: asJson(reason), updatedAt: now() },
    });
    await setProblems(tx, shop, "payment", [
      { subject: lineSubject(lineId), orderId, problems: [reason] },
    ]);
  });
}

export async function captureFailed(
  tx: Tx,
  shop: string,
  { lineId, orderId }: Subject,
  failure: ProblemValue,
): Promise<void> {
  await settleLine(tx, shop, lineId, { state: "failed", reason: failure });
  await recordEvents<TaskEvent<"capturePayment">>(tx, shop, [
    { orderId, kind: "captureFailed", actor: "app", data: { problem: failure } },
  ]);
}
