import { InvoiceId, type CardId, type ConnectionId, type OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import type { PostedInvoice, Prisma, SalesDocument } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import { cancelInvoice } from "./cancel-invoice.server.ts";
import { asJson, invoiceSubject } from "./settle.server.ts";
import { storedInvoiceEvent } from "./stored-event.ts";

type Document = Pick<
  SalesDocument,
  "id" | "externalKey" | "erpId" | "orderId" | "cardId" | "state"
>;

/** A key of this app, whichever document it stands for. */
const OUR_KEY = /^SHOPIFY-(SO|EX|FO|SI)-\d+/;
const isGone = ({ status }: Pick<InvoiceEvent, "status">): boolean =>
  status === "cancelled" || status === "reopened";

/**
 * Stores a page of the invoice feed: only invoices of our documents. Idempotent: an event that changes nothing is passed over. `newIds`: invoices whose
 * payments are to be read (new ones, and those posted again after they were reopened).
 */
export async function storeInvoices(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
  events: readonly InvoiceEvent[],
): Promise<{ newIds: string[]; orderIds: OrderId[]; stored: number }> {
  // The last word on each invoice counts.
  const latest = [
    ...new Map(
      events.filter(({ feed }) => feed === "invoices").map((event) => [event.ref.id, event]),
    ).values(),
  ];
  const none = { newIds: [], orderIds: [], stored: 0 };
  if (latest.length === 0) return none;
  const documents = await documentsOf(tx, shop, connectionId, latest);
  const ours = latest.flatMap((event): { event: InvoiceEvent; document: Document | null }[] => {
    const document = documentOf(event, documents);
    const known = event.externalKey !== undefined && OUR_KEY.test(event.externalKey);
    return document === undefined
      ? known
        ? [{ event, document: null }]
        : []
      : document.state === "unlinked"
        ? []
        : [{ event, document }];
  });
  const orderIds = [...new Set(ours.flatMap(({ document }) => document?.orderId ?? []))];
  // One page at a time numbers the invoices of an order.
  const orders =
    orderIds.length === 0
      ? []
      : await tx.$queryRaw<{ orderId: OrderId; name: string; cardId: CardId | null }[]>`
    SELECT "orderId", name, "cardId" FROM "Order" WHERE shop = ${shop} AND "orderId" = ANY(${orderIds}) ORDER BY "orderId" FOR UPDATE`;
  const existing = new Map(
    (
      await tx.postedInvoice.findMany({
        where: { shop, connectionId, erpId: { in: ours.map(({ event }) => event.ref.id) } },
      })
    ).map((row) => [row.erpId, row]),
  );
  const numbered = await tx.postedInvoice.findMany({
    where: { shop, orderId: { in: orderIds } },
    select: { orderId: true, ordinal: true },
    orderBy: { ordinal: "asc" },
  });
  const highest = new Map(numbered.map(({ orderId, ordinal }) => [orderId, ordinal]));

  const touched = new Set<OrderId>();
  const newIds: string[] = [];
  const rows: (Prisma.PostedInvoiceCreateManyInput & { id: InvoiceId })[] = [];
  let stored = 0;
  for (const { event, document } of ours) {
    const before = existing.get(event.ref.id);
    if (before?.dedupeKey === event.dedupeKey) continue;
    stored += 1;
    if (document) touched.add(document.orderId);
    if (before) {
      if (await update(tx, shop, before, event)) newIds.push(before.id);
      continue;
    }
    const order = orders.find(({ orderId }) => orderId === document?.orderId);
    const ordinal = (order ? (highest.get(order.orderId) ?? 0) : 0) + 1;
    if (order) highest.set(order.orderId, ordinal);
    const row = rowOf({ shop, connectionId }, event, { document, order: order ?? null, ordinal });
    rows.push(row);
    if (row.state === "new") newIds.push(row.id);
  }
  if (rows.length > 0) await tx.postedInvoice.createMany({ data: rows });
  const lost = rows.filter(({ state }) => state === "failed");
  await setProblems(
    tx,
    shop,
    "payment",
    lost.map(({ id, number }) => ({
      subject: invoiceSubject(id),
      orderId: null,
      problems: [problem("order-missing", { number }, number)],
    })),
  );
  return { newIds, orderIds: [...touched], stored };
}

async function documentsOf(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
  events: readonly InvoiceEvent[],
): Promise<Document[]> {
  const keys = events.flatMap(({ externalKey }) => externalKey ?? []);
  const ids = events.flatMap(({ orderRefs, ref }) => [...orderRefs.map(({ id }) => id), ref.id]);
  return tx.salesDocument.findMany({
    where: { shop, connectionId, OR: [{ externalKey: { in: keys } }, { erpId: { in: ids } }] },
    select: { id: true, externalKey: true, erpId: true, orderId: true, cardId: true, state: true },
    orderBy: { generation: "desc" },
  });
}

/** By our key where the ERP kept it, else by the document it was posted from. */
const documentOf = (
  { externalKey, orderRefs, ref }: InvoiceEvent,
  documents: readonly Document[],
): Document | undefined =>
  documents.find((document) => document.externalKey === externalKey) ??
  documents.find(
    ({ erpId }) => erpId !== null && (orderRefs.some(({ id }) => id === erpId) || ref.id === erpId),
  );

function rowOf(
  { shop, connectionId }: { shop: string; connectionId: ConnectionId },
  event: InvoiceEvent,
  {
    document,
    order,
    ordinal,
  }: {
    document: Document | null;
    order: { orderId: OrderId; name: string; cardId: CardId | null } | null;
    ordinal: number;
  },
): Prisma.PostedInvoiceCreateManyInput & { id: InvoiceId } {
  const at = now();
  const state = isGone(event) ? "cancelled" : order ? "new" : "failed";
  const reason =
    state === "cancelled"
      ? problem("invoice-cancelled", { number: event.number })
      : state === "failed"
        ? problem("order-missing", { number: event.number }, event.number)
        : null;
  return {
    shop,
    id: InvoiceId.parse(randomUUID()),
    connectionId,
    erpId: event.ref.id,
    number: event.number,
    salesDocumentId: document?.id ?? null,
    orderId: order?.orderId ?? null,
    orderName: order?.name ?? null,
    cardId: document?.cardId ?? order?.cardId ?? null,
    ordinal,
    ...amountsOf(event),
    postedAt: new Date(event.postedAt),
    state,
    reason: asJson(reason),
    createdAt: at,
    updatedAt: at,
  };
}

const amountsOf = (event: InvoiceEvent) => ({
  currency: event.currency,
  gross: event.totals.gross,
  remaining: event.remaining,
  status: event.status,
  dedupeKey: event.dedupeKey,
  event: storedInvoiceEvent.store(event),
});

/** True when the invoice's payments must be read (again). */
async function update(
  tx: Tx,
  shop: string,
  before: PostedInvoice,
  event: InvoiceEvent,
): Promise<boolean> {
  const again =
    !isGone(event) &&
    (before.state === "cancelled" || !before.gross.eq(event.totals.gross)) &&
    before.orderId !== null &&
    before.state !== "skipped";
  await tx.postedInvoice.updateMany({
    where: { shop, id: before.id },
    data: {
      ...amountsOf(event),
      ...(again ? { state: "new", reason: asJson(null) } : {}),
      updatedAt: now(),
    },
  });
  if (isGone(event) && before.state !== "cancelled") await cancelInvoice(tx, shop, before);
  if (again)
    await setProblems(tx, shop, "payment", [
      { subject: invoiceSubject(before.id), orderId: before.orderId, problems: [] },
    ]);
  return again;
}
