import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { MemoByHand } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { AFTER_IMPORT } from "#app/domain/orders/import/jobs.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import { hasOurKey, numberIn, ordersNamed, type Nameable } from "./orders-named.ts";
import { takeBackLink } from "./take-back-link.server.ts";

const GONE = new Set(["cancelled", "reopened"]);

/**
 * Credit memos of the feed that are none of the app's: those that name an order are kept until somebody says what they are for, and the order's
 * refunds are looked at again. One that was cancelled in the ERP asks nothing any more. The same event twice changes nothing.
 */
export async function storeByHand(
  tx: Tx,
  { shop, connectionId }: { shop: string; connectionId: ConnectionId },
  events: readonly InvoiceEvent[],
  documents: Nameable["documents"],
): Promise<OrderId[]> {
  const foreign = events.filter((event) => !hasOurKey(event));
  if (foreign.length === 0) return [];
  const known = { documents, ...(await nameable(tx, shop, connectionId, foreign)) };
  const named = foreign.flatMap((event) =>
    ordersNamed(event, known).map((orderId) => ({ event, orderId })),
  );
  if (named.length === 0) return [];
  const orderIds = [...new Set(named.map(({ orderId }) => orderId))];
  await tx.$queryRaw`
    SELECT 1 FROM "Order" WHERE shop = ${shop} AND "orderId" = ANY(${orderIds}::text[]) ORDER BY "orderId" FOR UPDATE`;
  const kept = await tx.memoByHand.findMany({
    where: { shop, connectionId, erpId: { in: named.map(({ event }) => event.ref.id) } },
  });
  const touched = new Set<OrderId>();
  for (const { event, orderId } of named) {
    const before = kept.find((row) => row.erpId === event.ref.id && row.orderId === orderId);
    if (await keep(tx, { shop, connectionId, orderId }, event, before)) touched.add(orderId);
  }
  if (touched.size > 0)
    await addJob(tx, AFTER_IMPORT, {
      shop,
      orderIds: [...touched],
      newOrderIds: [],
      step: "refunds",
    });
  return [...touched];
}

async function nameable(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
  events: readonly InvoiceEvent[],
): Promise<Omit<Nameable, "documents">> {
  const credited = events.flatMap(({ credits }) => credits ?? []).map(({ id }) => id);
  const references = events.flatMap(({ reference }) => reference?.trim() || []);
  const numbers = events.flatMap(({ reference }) => numberIn(reference) ?? []);
  const [invoices, orders] = await Promise.all([
    credited.length === 0
      ? []
      : tx.postedInvoice.findMany({
          where: { shop, connectionId, erpId: { in: credited } },
          select: { orderId: true, erpId: true },
        }),
    references.length === 0
      ? []
      : tx.order.findMany({
          where: {
            shop,
            OR: [{ number: { in: numbers } }, { documentNumber: { in: references } }],
          },
          select: { orderId: true, name: true, documentNumber: true },
        }),
  ]);
  return { invoices, orders };
}

/** Whether anything changed. */
async function keep(
  tx: Tx,
  { shop, connectionId, orderId }: { shop: string; connectionId: ConnectionId; orderId: OrderId },
  { ref, number, status, currency, totals, postedAt }: InvoiceEvent,
  before: MemoByHand | undefined,
): Promise<boolean> {
  const at = now();
  const gone = GONE.has(status);
  if ((before?.state ?? "gone") === "gone" ? gone : !gone) return false;
  const memo = { shop, connectionId, erpId: ref.id, orderId };
  const facts = { number, currency, gross: totals.gross, postedAt: new Date(postedAt) };
  const row = { ...facts, answeredBy: null, answeredAt: null, updatedAt: at };
  await tx.memoByHand.upsert({
    where: { shop_connectionId_erpId_orderId: memo },
    create: { ...memo, ...row, state: "open", createdAt: at },
    update: { ...row, state: gone ? "gone" : "open" },
  });
  if (before?.state === "linked" && gone) await takeBackLink(tx, shop, memo, { anew: true });
  await recordEvents(tx, shop, [
    {
      orderId,
      kind: gone ? "memoByHandGone" : "memoByHandFound",
      actor: "erp",
      data: { number, amount: totals.gross, currency },
    },
  ]);
  return true;
}
