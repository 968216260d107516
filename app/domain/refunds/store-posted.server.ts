import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { documentStands } from "#app/domain/documents/store/document-state.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { CREDIT_KINDS } from "#app/erp/port/documents.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import { applyMemos } from "./apply-memos.server.ts";
import { registerMemoPayments } from "./register-memo-payments.server.ts";

const GONE = new Set(["cancelled", "reopened"]);

/** A return order whose goods are in has nothing left to do, whichever of the two feeds was read first. */
const creditedAs = ({ kind, erpStatus }: { kind: string; erpStatus: string | null }) =>
  kind === "returnOrder" && (erpStatus === "shipped" || erpStatus === "closed")
    ? "closed"
    : "invoiced";

/**
 * A page of the ERP's feed of posted credit memos: those of ours are posted, or not any more. Others, such as a clerk's own credit memo, are passed
 * over. The same event twice changes nothing.
 */
export async function storePostedMemos(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
  events: readonly InvoiceEvent[],
): Promise<{ newIds: string[]; orderIds: OrderId[]; stored: number }> {
  // The last word on each credit memo counts.
  const latest = [...new Map(events.map((event) => [event.ref.id, event])).values()];
  const refs = (event: InvoiceEvent) => [...event.orderRefs, event.ref];
  const ours = await tx.salesDocument.findMany({
    where: {
      shop,
      connectionId,
      kind: { in: [...CREDIT_KINDS] },
      state: "created",
      OR: [
        { erpId: { in: latest.flatMap(refs).map(({ id }) => id) } },
        { externalKey: { in: latest.flatMap(({ externalKey }) => externalKey ?? []) } },
      ],
    },
  });
  const orderIds = new Set<OrderId>();
  let stored = 0;
  for (const event of latest) {
    const document = ours.find(
      ({ erpId, kind, externalKey }) =>
        // An id says nothing without its kind: a sale and an invoice may have the same.
        refs(event).some((ref) => ref.id === erpId && ref.kind === kind) ||
        externalKey === event.externalKey,
    );
    if (!document) continue;
    const gone = GONE.has(event.status);
    const { count } = await tx.refund.updateMany({
      where: {
        shop,
        refundId: document.subject,
        generation: document.generation,
        state: gone ? "posted" : "created",
      },
      data: {
        state: gone ? "created" : "posted",
        documentNumber: gone ? document.number : event.number,
        postedErpId: gone ? null : event.ref.id,
        updatedAt: now(),
      },
    });
    if (count === 0) continue;
    stored += 1;
    orderIds.add(document.orderId);
    await documentStands(tx, shop, document.id, gone ? event.status : creditedAs(document));
    if (!gone)
      await recordEvents(tx, shop, [
        {
          orderId: document.orderId,
          kind: "creditMemoPosted",
          actor: "erp",
          data: { number: event.number },
        },
      ]);
  }
  await registerMemoPayments(tx, shop, [...orderIds]);
  await applyMemos(tx, shop, [...orderIds]);
  return { newIds: [], orderIds: [...orderIds], stored };
}
