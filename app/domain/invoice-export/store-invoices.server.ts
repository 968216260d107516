import type { ConnectionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { ExportedInvoice } from "#app/db/generated/client.ts";
import { ordersNotInvoices } from "#app/domain/order-export/left-to-invoices.server.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/uuid.ts";
import { exportKey } from "#app/domain/made-orders/export-key.ts";
import { EXPORT, type ExportState } from "#app/domain/made-orders/states.ts";

interface Whose {
  shop: string;
  connectionId: ConnectionId;
  since: Date;
}

/** A key that this app gave a document of a Shopify order. */
const OUR_KEY = /^SHOPIFY-/;
const isGone = ({ status }: InvoiceEvent): boolean =>
  status === "cancelled" || status === "reopened";

/** Keeps what a page of the feed says of invoices that are no Shopify order's. Idempotent: an event that changes nothing is passed over. */
export async function storeInvoices(
  tx: Tx,
  { shop, connectionId, since }: Whose,
  events: readonly InvoiceEvent[],
): Promise<void> {
  // The last word on each invoice counts.
  const latest = [...new Map(events.map((event) => [event.ref.id, event])).values()];
  if (latest.length === 0) return;
  const known = new Map(
    (
      await tx.exportedInvoice.findMany({
        where: { shop, connectionId, erpId: { in: latest.map(({ ref }) => ref.id) } },
      })
    ).map((row) => [row.erpId, row]),
  );
  const ofOrders = await ofShopifyOrders(tx, { shop, connectionId }, latest);
  const fresh = latest.filter(
    (event) =>
      !known.has(event.ref.id) &&
      !ofOrders(event) &&
      !isGone(event) &&
      new Date(event.postedAt) >= since,
  );
  const asOrders = await ordersNotInvoices(
    tx,
    { shop, connectionId },
    fresh.flatMap(({ orderRefs }) => orderRefs.map(({ id }) => id)),
  );
  const at = now();
  const added = fresh.filter(({ orderRefs }) => !orderRefs.some(({ id }) => asOrders.has(id)));
  await tx.exportedInvoice.createMany({
    data: added.map((event) => ({
      shop,
      id: newId(at),
      connectionId,
      erpId: event.ref.id,
      key: exportKey("invoice", connectionId, event.ref.id),
      ...told(event),
      orderErpIds: event.orderRefs.map(({ id }) => id),
      createdAt: at,
      updatedAt: at,
    })),
    skipDuplicates: true,
  });
  for (const event of latest) {
    const row = known.get(event.ref.id);
    if (!row || row.dedupeKey === event.dedupeKey) continue;
    await tx.exportedInvoice.updateMany({
      where: { shop, id: row.id },
      data: { ...told(event), ...movedTo(row, event), updatedAt: at },
    });
  }
}

const told = (event: InvoiceEvent) => ({
  number: event.number,
  postedAt: new Date(event.postedAt),
  currency: event.currency,
  gross: event.totals.gross,
  remaining: event.remaining,
  status: event.status,
  dedupeKey: event.dedupeKey,
});

/** An invoice that is no order yet is left when it is cancelled, and decided anew when it is there again, or says something else than was planned. */
function movedTo({ state }: ExportedInvoice, event: InvoiceEvent): { state?: ExportState } {
  if (isGone(event))
    return EXPORT.before("cancelled").some((one) => one === state) ? { state: "cancelled" } : {};
  return state === "cancelled" || state === "ready" ? { state: "waiting" } : {};
}

/** S1's first condition: the Shopify order ID is 0. */
async function ofShopifyOrders(
  tx: Tx,
  { shop, connectionId }: Omit<Whose, "since">,
  events: readonly InvoiceEvent[],
): Promise<(event: InvoiceEvent) => boolean> {
  const refs = ({ orderRefs, ref }: InvoiceEvent) => [...orderRefs.map(({ id }) => id), ref.id];
  const documents = await tx.salesDocument.findMany({
    where: { shop, connectionId, erpId: { in: events.flatMap(refs) } },
    select: { erpId: true },
  });
  const ids = new Set(documents.map(({ erpId }) => erpId));
  return (event) => OUR_KEY.test(event.externalKey ?? "") || refs(event).some((id) => ids.has(id));
}
