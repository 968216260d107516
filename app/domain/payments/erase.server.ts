import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { redactJson, redactJsonOrNull } from "#app/db/redact-json.ts";

/** Takes texts that may name somebody out of these orders' invoices and payment lines; amounts and numbers stay. */
export async function redactPayments(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  const ids = [...orderIds];
  const where = { shop, orderId: { in: ids } };
  const invoices = await tx.postedInvoice.findMany({
    where,
    select: { id: true, event: true, reason: true },
  });
  const invoiceRows = invoices.map(({ id, event, reason }) => ({
    id,
    event: redactJson(event),
    reason: redactJsonOrNull(reason),
  }));
  await tx.$executeRaw`
    UPDATE "PostedInvoice" i SET event = r.event, reason = r.reason
    FROM jsonb_to_recordset(${JSON.stringify(invoiceRows)}::jsonb)
      AS r(id uuid, event jsonb, reason jsonb)
    WHERE i.shop = ${shop} AND i.id = r.id`;
  const lines = await tx.paymentLine.findMany({ where, select: { id: true, reason: true } });
  const lineRows = lines.map(({ id, reason }) => ({ id, reason: redactJsonOrNull(reason) }));
  await tx.$executeRaw`
    UPDATE "PaymentLine" l SET reason = r.reason
    FROM jsonb_to_recordset(${JSON.stringify(lineRows)}::jsonb) AS r(id uuid, reason jsonb)
    WHERE l.shop = ${shop} AND l.id = r.id`;
}
