import { db } from "#app/db/client.server.ts";
import { postInvoice, postShipment } from "#app/erp/ledger/back-office.server.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { SHOP } from "./names.ts";

/** What a clerk does in the built-in ledger, order after order, before the app hears of it. */
async function documentsOf(orderIds: readonly string[]): Promise<ErpRef[]> {
  const rows = await db.salesDocument.findMany({
    where: { shop: SHOP, orderId: { in: [...orderIds] }, state: "created" },
    orderBy: { number: "asc" },
  });
  if (rows.length !== orderIds.length)
    throw new Error(`${orderIds.length} orders should have a document, ${rows.length} have`);
  return rows.map(({ erpId, number, orderId }) => {
    if (erpId === null || number === null)
      throw new Error(`the document of ${orderId} has no number`);
    return { kind: "salesOrder", id: erpId, number };
  });
}

/** Ships each order whole, in a parcel of its own. */
export async function shipOrders(connectionId: string, orderIds: readonly string[]): Promise<void> {
  for (const order of await documentsOf(orderIds))
    await postShipment(
      { shop: SHOP, connectionId },
      { order, agent: "DHL", trackingNumbers: [`0034${order.number ?? ""}`], by: "bench" },
    );
}

/** Invoices each order whole. */
export async function invoiceOrders(
  connectionId: string,
  orderIds: readonly string[],
): Promise<void> {
  for (const order of await documentsOf(orderIds))
    await postInvoice({ shop: SHOP, connectionId }, order, "whole", "bench");
}
