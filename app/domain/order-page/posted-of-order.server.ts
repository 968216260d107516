import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { shipmentView } from "#app/domain/fulfillments/views/shipment-list.server.ts";
import { mayCapture } from "#app/domain/payments/views/may-capture.server.ts";
import { reasonOf } from "#app/domain/problems/problem-view.ts";

/** At most so many of each are shown on the order's page; the lists show all. */
const MOST = 50;

/** What the ERP shipped of an order, oldest first. */
export async function shipmentsOf(shop: string, orderId: string) {
  const shipments = await db.postedShipment.findMany({
    where: { shop, orderId },
    orderBy: [{ postedAt: "asc" }, { id: "asc" }],
    take: MOST,
    omit: { event: true },
  });
  return shipments.map(shipmentView);
}

/** What the ERP posted for an order, and what became of it in Shopify. */
export async function postedOf(shop: string, orderId: OrderId) {
  const [shipments, invoices, credits] = await Promise.all([
    shipmentsOf(shop, orderId),
    db.postedInvoice.findMany({
      where: { shop, orderId },
      orderBy: [{ ordinal: "asc" }, { postedAt: "asc" }],
      take: MOST,
      omit: { event: true },
      include: { paymentLines: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] } },
    }),
    db.registeredPayment.findMany({
      where: { shop, orderId, onAccount: true },
      orderBy: [{ createdAt: "asc" }, { transactionId: "asc" }],
      take: MOST,
    }),
  ]);
  return {
    shipments,
    /** What no invoice takes, to the customer's credit in the ERP. */
    credits: credits.map(({ transactionId, invoiceId, amount, currency, number, state }) => ({
      id: `${transactionId} ${invoiceId}`,
      amount: amount.toFixed(),
      currency,
      number,
      state,
    })),
    invoices: invoices.map((invoice) => ({
      id: invoice.id,
      number: invoice.number,
      postedAt: invoice.postedAt.toISOString(),
      currency: invoice.currency,
      gross: invoice.gross.toFixed(),
      status: invoice.status,
      state: invoice.state,
      reason: reasonOf(invoice.reason),
      lines: invoice.paymentLines.map((line) => ({
        id: line.id,
        gateway: line.gatewayTitle ?? line.gateway,
        currency: line.currency,
        capturable: line.capturable.toFixed(),
        multiCapturable: line.multiCapturable,
        amount: line.amount.toFixed(),
        captured: line.captured.toFixed(),
        state: line.state,
        mayCapture: mayCapture(invoice, line),
        reason: reasonOf(line.reason),
        expiresAt: line.expiresAt?.toISOString() ?? null,
      })),
    })),
  };
}
