import type { CardId, ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { ensureMappings } from "#app/domain/mapping/mappings.server.ts";
import { mappingKey } from "#app/domain/mapping/kinds.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import type { OwningDocument } from "./owning-documents.server.ts";
import { orderOfKey, owningDocuments } from "./owning-documents.server.ts";
import { findOrders } from "./find-orders.server.ts";
import { withoutErased } from "./redact-shipments.server.ts";
import { reverseShipment } from "./reverse-shipment.server.ts";
import { sendTracking } from "./send-tracking.server.ts";
import { shipmentSubject } from "./shipment.ts";
import { shippedLines } from "./shipment-lines.ts";
import { fulfilledOf, storedBeyond, storedLines, storedShipmentEvent } from "./stored-shipment.ts";

interface Posted {
  event: ShipmentEvent;
  document: OwningDocument | undefined;
  link: Capabilities["shipmentLineLink"];
}

export interface StoredShipments {
  /** Shipments that wait to be sent: new ones, and those whose order has turned up. */
  newIds: string[];
  orderIds: OrderId[];
  /** Rows that are new or changed. */
  stored: number;
}

/**
 * Keeps what the ERP posted for our documents (F-1): one row per shipment, however often its event comes. An event of somebody else's document is passed over; one
 * with a key of ours that no document here has is kept and waits for its order (F-3). In the caller's transaction, with the feed's cursor.
 */
export async function storeShipments(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
  events: readonly ShipmentEvent[],
): Promise<StoredShipments> {
  const posted = [...new Map(events.map((event) => [event.ref.id, event])).values()];
  const found = await findOrders(tx, shop, { connectionId });
  if (posted.length === 0) return { newIds: found.ids, orderIds: found.orderIds, stored: 0 };
  const documentOf = await owningDocuments(tx, shop, {
    connectionId,
    keys: posted.flatMap(({ orderExternalKey }) => orderExternalKey ?? []),
    erpIds: posted.flatMap(({ orderRef }) => orderRef?.id ?? []),
  });
  const orderOf = (event: ShipmentEvent): OrderId | undefined =>
    documentOf(event.orderExternalKey, event.orderRef?.id)?.orderId ??
    orderOfKey(event.orderExternalKey);
  const latest = await withoutErased(tx, shop, posted, orderOf);
  const known = new Map(
    (
      await tx.postedShipment.findMany({
        where: { shop, connectionId, erpId: { in: latest.map(({ ref }) => ref.id) } },
        select: { id: true, erpId: true, dedupeKey: true },
      })
    ).map((row) => [row.erpId, row]),
  );
  const link = await linkOf(tx, shop, connectionId);
  const ours = latest
    .map((event) => ({
      event,
      document: documentOf(event.orderExternalKey, event.orderRef?.id),
      row: known.get(event.ref.id),
    }))
    .filter(
      ({ event, document, row }) =>
        row !== undefined ||
        document !== undefined ||
        orderOfKey(event.orderExternalKey) !== undefined,
    );
  const fresh = ours
    .filter(({ row }) => row === undefined)
    .map(({ event, document }) => rowOf({ shop, connectionId }, { event, document, link }));
  const created =
    fresh.length === 0
      ? []
      : await tx.postedShipment.createManyAndReturn({
          data: fresh,
          skipDuplicates: true,
          select: { id: true, state: true, orderId: true, number: true, reason: true },
        });
  await tellLeftOut(tx, shop, created);
  await ensureAgents(
    tx,
    shop,
    ours.flatMap(({ event, document }) =>
      event.agentCode && document ? [{ cardId: document.cardId, code: event.agentCode }] : [],
    ),
  );
  const changed = ours.flatMap(({ event, document, row }) =>
    row && row.dedupeKey !== event.dedupeKey ? [{ id: row.id, event, document }] : [],
  );
  for (const { id, event, document } of changed) {
    if (event.reversed) await reverseShipment(tx, shop, id, event);
    else await updateShipment(tx, { shop, id }, { event, document, link });
  }
  const orderIds = ours
    .filter(({ event, row }) => row === undefined || row.dedupeKey !== event.dedupeKey)
    .flatMap(({ document }) => document?.orderId ?? []);
  return {
    newIds: [...created.filter(({ state }) => state === "new").map(({ id }) => id), ...found.ids],
    orderIds: [...new Set([...orderIds, ...found.orderIds])],
    stored: created.length + changed.length,
  };
}

async function linkOf(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
): Promise<Capabilities["shipmentLineLink"]> {
  const connection = await tx.erpConnection.findFirst({ where: { shop, id: connectionId } });
  return connection ? portOf(connection).capabilities.shipmentLineLink : "orderLine";
}

/** A shipment that does not go to Shopify by itself says so: one of an unlinked document, and one whose order is not here (F-3). */
async function tellLeftOut(
  tx: Tx,
  shop: string,
  created: readonly {
    id: string;
    state: string;
    orderId: OrderId | null;
    number: string;
    reason: unknown;
  }[],
): Promise<void> {
  const leftOut = created.flatMap(({ id, state, number, orderId, reason }) =>
    (state === "skipped" || state === "new") && reason !== null
      ? [{ id, state, number, orderId, reason: storedReason.read(reason, `shipment ${number}`) }]
      : [],
  );
  await recordSkipped(
    tx,
    shop,
    leftOut.map(({ id, number, orderId, reason }) => ({
      what: "shipment",
      recordId: id,
      number,
      orderId,
      reason,
    })),
    "app",
  );
  await setProblems(
    tx,
    shop,
    "shipment",
    leftOut
      .filter(({ state }) => state === "new")
      .map(({ id, reason }) => ({
        subject: shipmentSubject(id),
        orderId: null,
        problems: [reason],
      })),
  );
}

function rowOf(
  { shop, connectionId }: { shop: string; connectionId: ConnectionId },
  { event, document, link }: Posted,
): Prisma.PostedShipmentCreateManyInput {
  const at = now();
  const initial = stateOf(event, document);
  return {
    shop,
    connectionId,
    erpId: event.ref.id,
    number: event.ref.number ?? event.ref.id,
    ...ownerOf(event, document),
    ...contentOf({ event, document, link }),
    postedAt: new Date(event.postedAt),
    reversedAt: event.reversed ? at : null,
    dedupeKey: event.dedupeKey,
    createdAt: at,
    updatedAt: at,
    state: initial.state,
    reason: initial.reason ? storedReason.store(initial.reason) : Prisma.DbNull,
  };
}

/**
 * A shipment that is undone before it was ever seen has nothing to send. One of a document that was unlinked is not sent by itself: the order has, or will have, another
 * document whose shipments count, and the same goods must not be fulfilled twice; a person may send it all the same.
 */
function stateOf(
  event: ShipmentEvent,
  document: OwningDocument | undefined,
): { state: string; reason: ProblemValue | null } {
  if (event.reversed) return { state: "reversed", reason: null };
  if (!document || document.orderName === null)
    return {
      state: "new",
      reason: problem("order-missing", {
        number: event.orderRef?.number ?? event.orderExternalKey ?? event.ref.id,
      }),
    };
  if (document.state === "unlinked")
    return {
      state: "skipped",
      reason: problem("document-unlinked", { number: event.orderRef?.number ?? "" }),
    };
  return { state: "new", reason: null };
}

function ownerOf(event: ShipmentEvent, document: OwningDocument | undefined) {
  if (document && document.orderName !== null)
    return {
      salesDocumentId: document.id,
      orderId: document.orderId,
      orderName: document.orderName,
      cardId: document.cardId,
    };
  return {
    salesDocumentId: null,
    orderId: orderOfKey(event.orderExternalKey) ?? document?.orderId ?? null,
    orderName: null,
    cardId: null,
  };
}

const trackingOf = (event: ShipmentEvent) => ({
  agentCode: event.agentCode ?? null,
  agentService: event.agentService ?? null,
  trackingNumbers: [...event.trackingNumbers],
  trackingUrl: event.trackingUrl ?? null,
});

function contentOf({ event, document, link }: Posted) {
  const { lines, beyond } = shippedLines(event.lines, document?.lines ?? [], link);
  return {
    ...trackingOf(event),
    lines: storedLines.store(lines),
    // Without the document's lines nothing can be told apart.
    beyond: storedBeyond.store(document && document.lines.length > 0 ? beyond : []),
    event: storedShipmentEvent.store(event),
  };
}

/** A correction in the ERP: its goods count as long as nothing of the shipment has been fulfilled; a tracking number that came later goes to what was fulfilled. */
async function updateShipment(
  tx: Tx,
  { shop, id }: { shop: string; id: string },
  posted: Posted,
): Promise<void> {
  const { event } = posted;
  const at = now();
  await tx.$queryRaw`SELECT 1 FROM "PostedShipment" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.postedShipment.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
  const known = { dedupeKey: event.dedupeKey, event: storedShipmentEvent.store(event) };
  if (row.state === "reversed" || row.reversedAt !== null) {
    await tx.postedShipment.updateMany({ where: { shop, id }, data: { ...known, updatedAt: at } });
    return;
  }
  const sent = fulfilledOf(row).length > 0;
  await tx.postedShipment.updateMany({
    where: { shop, id },
    data: { ...known, ...(sent ? trackingOf(event) : contentOf(posted)), updatedAt: at },
  });
  if (sent && changesTracking(row, event)) await sendTracking(tx, row);
}

const changesTracking = (
  row: { trackingNumbers: string[]; trackingUrl: string | null; agentCode: string | null },
  event: ShipmentEvent,
): boolean =>
  JSON.stringify([row.trackingNumbers, row.trackingUrl, row.agentCode]) !==
  JSON.stringify([event.trackingNumbers, event.trackingUrl ?? null, event.agentCode ?? null]);

/** Every agent that was seen gets its row among the mappings (F-15). */
async function ensureAgents(
  tx: Tx,
  shop: string,
  seen: readonly { cardId: CardId; code: string }[],
): Promise<void> {
  for (const cardId of new Set(seen.map((one) => one.cardId))) {
    const codes = new Set(seen.filter((one) => one.cardId === cardId).map(({ code }) => code));
    await ensureMappings(
      tx,
      shop,
      cardId,
      [...codes].map((code) => ({
        kind: "shippingAgent",
        key: mappingKey.shippingAgent(code),
        title: code,
      })),
    );
  }
}
