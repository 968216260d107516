import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { documentStands } from "#app/domain/documents/store/document-state.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { isCreditKind } from "#app/erp/port/documents.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import { storeByHand } from "./by-hand/store-by-hand.server.ts";
import { applyMemos } from "./apply-memos.server.ts";
import { registerMemoPayments } from "./register-memo-payments.server.ts";

const GONE = new Set(["cancelled", "reopened"]);

/** A return order whose goods are in has nothing left to do, whichever of the two feeds was read first. */
const creditedAs = ({ kind, erpStatus }: { kind: string; erpStatus: string | null }) =>
  kind === "returnOrder" && (erpStatus === "shipped" || erpStatus === "closed")
    ? "closed"
    : "invoiced";

/**
 * A page of the ERP's feed of posted credit memos: those of ours are posted, or not any more. A clerk's own for an order of ours is asked about;
 * others are passed over. The same event twice changes nothing.
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
  const documents = await tx.salesDocument.findMany({
    where: {
      shop,
      connectionId,
      OR: [
        { erpId: { in: latest.flatMap(refs).map(({ id }) => id) } },
        { externalKey: { in: latest.flatMap(({ externalKey }) => externalKey ?? []) } },
      ],
    },
  });
  const orderIds = new Set<OrderId>();
  let stored = 0;
  const isOf = (event: InvoiceEvent, { erpId, kind, externalKey }: (typeof documents)[number]) =>
    // An id says nothing without its kind: a sale and an invoice may have the same.
    refs(event).some((ref) => ref.id === erpId && ref.kind === kind) ||
    externalKey === event.externalKey;
  const memos = documents.filter(({ kind }) => isCreditKind(kind));
  const asked = await storeByHand(
    tx,
    { shop, connectionId },
    latest.filter((event) => !memos.some((document) => isOf(event, document))),
    documents.filter(({ kind }) => !isCreditKind(kind)),
  );
  for (const orderId of asked) orderIds.add(orderId);
  for (const event of latest) {
    const document = memos.find((one) => one.state === "created" && isOf(event, one));
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
