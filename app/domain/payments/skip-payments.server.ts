import type { InvoiceId, OrderId } from "#app/lib/ids.ts";
import { refusal } from "#app/erp/refusals.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import { db } from "#app/db/client.server.ts";
import type { PaymentLine } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import {
  asJson,
  invoiceSubject,
  lineSubject,
  settleInvoices,
  settleLine,
} from "./settle.server.ts";
import { isOut } from "#app/tasks/states.ts";
import type { PaymentRefusal } from "./payment-refusal.ts";

/** Puts an invoice aside: nothing is captured for it, now or with later invoices. */
export async function skipInvoice(
  shop: string,
  id: string,
  reason: string,
  by: string,
): Promise<Result<{ id: string }, PaymentRefusal>> {
  const text = reason.trim();
  if (text === "") return err({ kind: "reason-missing" });
  if (!isUuid(id)) return err({ kind: "not-found" });
  return db.$transaction(async (tx) => {
    const [invoice] = await tx.$queryRaw<
      { id: InvoiceId; number: string; orderId: OrderId | null; state: string }[]
    >`SELECT id, number, "orderId", state FROM "PostedInvoice" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
    if (!invoice) return err({ kind: "not-found" });
    if (["cancelled", "skipped", "captured"].includes(invoice.state))
      return err({ kind: "not-now", state: invoice.state });
    const lines = await tx.paymentLine.findMany({ where: { shop, invoiceId: id } });
    // Money was taken for it: only the rest can be put aside, line by line.
    const standing = lines.find(({ state }) => state === "captured" || state === "pending");
    if (standing) return err({ kind: "not-now", state: standing.state });
    const tasks = await tx.task.findMany({
      where: {
        shop,
        OR: [
          { kind: "readPayments", key: { startsWith: id } },
          ...lines.map((line) => ({ kind: "capturePayment", key: { startsWith: line.id } })),
        ],
      },
      select: { id: true, state: true },
    });
    if (tasks.some(({ state }) => isOut(state)))
      return err({ kind: "not-now", state: "capturing" });
    const why = problem("skipped-by-hand", { by, text, number: invoice.number });
    await skipPlannedOf(
      tx,
      shop,
      tasks.map((task) => task.id),
      refusal("answer.skipped", { by, reason: text }),
    );
    await tx.paymentLine.updateMany({
      where: { shop, invoiceId: id, state: { not: "elsewhere" } },
      data: { state: "skipped", reason: asJson(why), updatedAt: now() },
    });
    await tx.postedInvoice.updateMany({
      where: { shop, id },
      data: { state: "skipped", reason: asJson(why), updatedAt: now() },
    });
    await setProblems(tx, shop, "payment", [
      { subject: invoiceSubject(invoice.id), orderId: invoice.orderId, problems: [] },
      ...lines.map((line) => ({
        subject: lineSubject(line.id),
        orderId: line.orderId,
        problems: [],
      })),
    ]);
    await recordSkipped(
      tx,
      shop,
      [
        {
          what: "invoice",
          recordId: id,
          number: invoice.number,
          orderId: invoice.orderId,
          reason: why,
        },
      ],
      by,
    );
    return ok({ id });
  });
}

const SKIPPABLE_LINES = new Set(["open", "later", "failed", "nothing", "channel"]);

/** Puts one payment line aside; its amount is not captured with later invoices either. */
export async function skipPaymentLine(
  shop: string,
  lineId: string,
  reason: string,
  by: string,
): Promise<Result<{ id: string }, PaymentRefusal>> {
  const text = reason.trim();
  if (text === "") return err({ kind: "reason-missing" });
  if (!isUuid(lineId)) return err({ kind: "not-found" });
  return db.$transaction(async (tx) => {
    const [line] = await tx.$queryRaw<
      Pick<PaymentLine, "state" | "orderId" | "invoiceId">[]
    >`SELECT state, "orderId", "invoiceId" FROM "PaymentLine" WHERE shop = ${shop} AND id = ${lineId}::uuid FOR UPDATE`;
    if (!line) return err({ kind: "not-found" });
    if (!SKIPPABLE_LINES.has(line.state)) return err({ kind: "not-now", state: line.state });
    const tasks = await tx.task.findMany({
      where: { shop, kind: "capturePayment", key: { startsWith: lineId } },
      select: { id: true, state: true },
    });
    if (tasks.some(({ state }) => isOut(state)))
      return err({ kind: "not-now", state: "capturing" });
    const { number } = await tx.postedInvoice.findFirstOrThrow({
      where: { shop, id: line.invoiceId },
      select: { number: true },
    });
    const why = problem("skipped-by-hand", { by, text, number });
    await skipPlannedOf(
      tx,
      shop,
      tasks.map((task) => task.id),
      refusal("answer.skipped", { by, reason: text }),
    );
    await settleLine(tx, shop, lineId, { state: "skipped", reason: why });
    await settleInvoices(tx, shop, [line.invoiceId]);
    await recordSkipped(
      tx,
      shop,
      [{ what: "paymentLine", recordId: lineId, number, orderId: line.orderId, reason: why }],
      by,
    );
    return ok({ id: lineId });
  });
}
