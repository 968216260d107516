import { db } from "#app/db/client.server.ts";
import type { PaymentLine } from "#app/db/generated/client.ts";
import { postedInvoiceNumber } from "#app/erp/ledger/back-office/posted-invoice-number.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { invoiceRow } from "../app.invoices._index/list.server.ts";
import { marketplaceOfOrder } from "../app.orders.$id/marketplace-view.server.ts";
import { erpDocuments } from "../app.shipments/erp-documents.server.ts";
import { reasonOf } from "../app.shipments/stored-reason.ts";

/** Task kinds that act on the payments of an invoice. */
const KINDS = ["readPayments", "capturePayment", "awaitCapture", "registerPayment"];

/**
 * A posted invoice with its payment lines (PAY-1), found by its id here or by the ERP's. `{ unread }` is one that the ERP holds and this app
 * has not read yet; null: no such invoice of this shop.
 */
export async function invoiceView(shop: string, id: string) {
  const invoice = await db.postedInvoice.findFirst({
    where: { shop, OR: [...(isUuid(id) ? [{ id }] : []), { erpId: id }] },
    include: { paymentLines: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] } },
    orderBy: { createdAt: "desc" },
    omit: { event: true },
  });
  if (!invoice) {
    const number = await postedInvoiceNumber(shop, id);
    return number === null ? null : { unread: number, invoice: null };
  }
  const { orderId } = invoice;
  const [tasks, marketplace, others, documents] = await Promise.all([
    orderId
      ? db.task.findMany({
          where: { shop, orderId, kind: { in: KINDS } },
          select: {
            id: true,
            kind: true,
            key: true,
            state: true,
            attempts: true,
            nextAttemptAt: true,
            lastAnswer: true,
          },
          orderBy: { createdAt: "asc" },
        })
      : [],
    orderId ? marketplaceOfOrder(shop, orderId) : null,
    orderId
      ? db.postedInvoice.findMany({
          where: { shop, orderId, id: { not: invoice.id } },
          select: { id: true, number: true, state: true },
          orderBy: { ordinal: "asc" },
          take: 50,
        })
      : [],
    erpDocuments(shop, [invoice.salesDocumentId]),
  ]);
  const taskOf = (line: PaymentLine) =>
    tasks.findLast((task) => task.id === line.taskId) ??
    tasks.findLast(
      (task) =>
        task.kind === "capturePayment" &&
        (task.key === line.id || task.key.startsWith(`${line.id}:`)),
    ) ??
    null;
  return {
    unread: null,
    invoice: {
      ...invoiceRow(invoice),
      ordinal: invoice.ordinal,
      readAt: invoice.readAt?.toISOString() ?? null,
      document: documents.get(invoice.salesDocumentId ?? "") ?? null,
      lines: invoice.paymentLines.map((line) => ({
        id: line.id,
        gateway: line.gatewayTitle ?? line.gateway,
        currency: line.currency,
        authorized: line.authorized.toFixed(),
        capturable: line.capturable.toFixed(),
        amount: line.amount.toFixed(),
        captured: line.captured.toFixed(),
        multiCapturable: line.multiCapturable,
        expiresAt: line.expiresAt?.toISOString() ?? null,
        state: line.state,
        reason: reasonOf(line.reason),
        task: taskView(taskOf(line)),
      })),
      others,
    },
    marketplace,
  };
}

const taskView = (
  task: { id: string; state: string; attempts: number; nextAttemptAt: Date | null } | null,
) =>
  task && {
    id: task.id,
    state: task.state,
    attempts: task.attempts,
    nextAt: task.nextAttemptAt?.toISOString() ?? null,
  };
