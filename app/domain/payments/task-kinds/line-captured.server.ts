import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import {
  asJson,
  invoiceSubject,
  lineSubject,
  settleInvoices,
  settleLine,
} from "../settle.server.ts";

interface Subject {
  lineId: string;
  orderId: OrderId;
}

/** The money is there: on the line, its invoice, the order's timeline; earlier invoices that waited for this capture have nothing left to wait for. */
export async function lineCaptured(
  tx: Tx,
  shop: string,
  { lineId, orderId }: Subject,
  { captureId, amount, currency }: { captureId: string; amount: string; currency: string },
): Promise<void> {
  await settleLine(tx, shop, lineId, { state: "captured", captureId, captured: amount, amount });
  const line = await tx.paymentLine.findFirstOrThrow({
    where: { shop, id: lineId },
    include: { invoice: true },
  });
  await recordEvents<TaskEvent<"capturePayment">>(tx, shop, [
    {
      orderId,
      kind: "paymentCaptured",
      actor: "app",
      data: {
        amount,
        currency,
        gateway: line.gatewayTitle ?? line.gateway,
        invoice: line.invoice.number,
      },
    },
  ]);
  if (line.invoice.state === "cancelled") {
    const { number } = line.invoice;
    await setProblems(tx, shop, "payment", [
      {
        subject: invoiceSubject(line.invoiceId),
        orderId,
        problems: [
          problem("invoice-cancelled-after-capture", { number, orderId, amount, currency }, number),
        ],
      },
    ]);
  }
  if (line.multiCapturable) return;
  const waiting = await tx.paymentLine.updateManyAndReturn({
    where: {
      shop,
      orderId,
      transactionId: line.transactionId,
      id: { not: lineId },
      state: "later",
    },
    data: {
      state: "nothing",
      reason: asJson(problem("paid-already", { orderId })),
      updatedAt: now(),
    },
    select: { invoiceId: true },
  });
  await settleInvoices(tx, shop, [...new Set(waiting.map(({ invoiceId }) => invoiceId))]);
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
