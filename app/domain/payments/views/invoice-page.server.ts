import { db } from "#app/db/client.server.ts";
import type { PaymentLine } from "#app/db/generated/client.ts";
import { invoiceWhere } from "../invoice-by-id.server.ts";
import { mayCapture } from "./may-capture.server.ts";
import { invoiceRow } from "./invoice-list.server.ts";
import { marketplaceOfOrder } from "#app/domain/orders/views/marketplace-view.server.ts";
import { erpDocuments } from "#app/domain/posted/views/erp-documents.server.ts";
import { reasonOf } from "#app/domain/problems/problem-view.ts";

/** Task kinds that act on the payments of an invoice. */
const KINDS = ["readPayments", "capturePayment", "awaitCapture", "registerPayment"];

/**
 * A posted invoice with its payment lines (PAY-1), found by its id here or by the ERP's; null: this app has read no such invoice of the shop.
 */
export async function invoiceView(shop: string, id: string) {
  const invoice = await db.postedInvoice.findFirst({
    where: invoiceWhere(shop, id),
    include: { paymentLines: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] } },
    orderBy: { createdAt: "desc" },
    omit: { event: true },
  });
  if (!invoice) return null;
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
        mayCapture: mayCapture(invoice, line),
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

export type InvoicePage = NonNullable<Awaited<ReturnType<typeof invoiceView>>>;
export type InvoiceView = InvoicePage["invoice"];
/** One authorized payment of the order, saved with the invoice. Amounts are decimal text. */
export type PaymentLineView = InvoiceView["lines"][number];
