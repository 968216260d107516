import { db } from "#app/db/client.server.ts";
import type { DocumentKind } from "#app/erp/port/documents.ts";
import type {
  ChangeEvent,
  FeedEvent,
  FeedKind,
  FeedPage,
  InvoiceEvent,
  ReceiptEvent,
  ShipmentEvent,
} from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { orderLineKey } from "./documents/own-lines.ts";
import { snapshotOf } from "./documents/snapshot.ts";
import type { FeedCursor } from "./feeds.ts";
import { nextCursor, readCursor } from "./feeds.ts";
import type { Scope } from "./scope.ts";
import { decimalOf } from "./scope.ts";

interface Entry {
  at: Date;
  id: string;
  event: FeedEvent;
}

/** Changes in (changed, id) order from the cursor on, at least once; events carry a dedupe key. */
export async function pull(
  scope: Scope,
  feed: FeedKind,
  cursor: Json,
  limit: number,
): Promise<FeedPage> {
  const from = readCursor(cursor);
  const entries = await READERS[feed](scope, from, limit + 1);
  const given = entries.slice(0, limit);
  const more = entries.length > limit;
  return {
    events: given.map((entry) => entry.event),
    cursor: nextCursor(from, given.at(-1), more, now()),
    more,
  };
}

const READERS: Record<
  FeedKind,
  (scope: Scope, from: FeedCursor, take: number) => Promise<Entry[]>
> = {
  shipments: readShipments,
  receipts: readReceipts,
  invoices: (scope, from, take) => readInvoices(scope, from, take, "invoices"),
  creditMemos: (scope, from, take) => readInvoices(scope, from, take, "creditMemos"),
  orders: readDocuments,
  items: async (scope, from, take) =>
    (await db.ledgerItem.findMany(changed(scope, from, take))).map((row) =>
      change("items", "item", row),
    ),
  stock: readStock,
  customers: async (scope, from, take) =>
    (await db.ledgerCustomer.findMany(changed(scope, from, take))).map((row) =>
      change("customers", "customer", row),
    ),
};

const changed = (scope: Scope, from: FeedCursor, take: number) => ({
  where: {
    ...scope,
    OR: [{ changedAt: { gt: from.at } }, { changedAt: from.at, id: { gt: from.id } }],
  },
  orderBy: [{ changedAt: "asc" as const }, { id: "asc" as const }],
  take,
});

function change(
  feed: ChangeEvent["feed"],
  kind: ChangeEvent["ref"]["kind"],
  row: { id: string; number: string; version: number; changedAt: Date },
): Entry {
  return {
    at: row.changedAt,
    id: row.id,
    event: {
      feed,
      dedupeKey: `${kind}:${row.id}:${row.version}:${row.changedAt.toISOString()}`,
      ref: { kind, id: row.id, number: row.number, version: String(row.version) },
      changedAt: row.changedAt.toISOString(),
    },
  };
}

/** Items that were moved, and those that changed orders reserve. */
async function readStock(scope: Scope, from: FeedCursor, take: number): Promise<Entry[]> {
  const rows = await db.$queryRaw<
    { id: string; number: string; version: number; changedAt: Date }[]
  >`
    WITH changed AS (
      (SELECT i."changedAt", i.id FROM "LedgerItem" i
        WHERE i.shop = ${scope.shop} AND i."connectionId" = ${scope.connectionId}::uuid
          AND (i."changedAt", i.id) > (${from.at}, ${from.id}::uuid)
        ORDER BY i."changedAt", i.id LIMIT ${take})
      UNION
      (SELECT DISTINCT o."changedAt", d."itemId" FROM "LedgerDocument" o
        JOIN "LedgerDocumentLine" d ON d.shop = o.shop AND d."documentId" = o.id AND d."itemId" IS NOT NULL
        WHERE o.shop = ${scope.shop} AND o."connectionId" = ${scope.connectionId}::uuid AND o.kind = 'salesOrder'
          AND o."changedAt" >= ${from.at} AND (o."changedAt", d."itemId") > (${from.at}, ${from.id}::uuid)
        ORDER BY 1, 2 LIMIT ${take}))
    SELECT c."changedAt", i.id, i.number, i.version FROM changed c JOIN "LedgerItem" i ON i.shop = ${scope.shop} AND i.id = c.id
    ORDER BY c."changedAt", i.id LIMIT ${take}`;
  return rows.map((row) => change("stock", "item", row));
}

/** Documents of every kind; a deleted one is a change too, and reading it says "gone". */
async function readDocuments(scope: Scope, from: FeedCursor, take: number): Promise<Entry[]> {
  const [rows, deleted] = await Promise.all([
    db.ledgerDocument.findMany(changed(scope, from, take)),
    db.ledgerDeletedDocument.findMany({
      where: {
        ...scope,
        OR: [{ deletedAt: { gt: from.at } }, { deletedAt: from.at, id: { gt: from.id } }],
      },
      orderBy: [{ deletedAt: "asc" }, { id: "asc" }],
      take,
    }),
  ]);
  const gone = deleted.map((row): Entry => ({
    at: row.deletedAt,
    id: row.id,
    event: {
      feed: "orders",
      dedupeKey: `${row.kind}:${row.id}:gone`,
      ref: { kind: row.kind as DocumentKind, id: row.id, number: row.number },
      changedAt: row.deletedAt.toISOString(),
    },
  }));
  return [...rows.map((row) => change("orders", row.kind as DocumentKind, row)), ...gone]
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
    .slice(0, take);
}

/** What was posted of documents of one kind, with what shipments and receipts tell alike. */
async function readPosted(
  scope: Scope,
  { from, take, kind }: { from: FeedCursor; take: number; kind: DocumentKind },
) {
  const page = changed(scope, from, take);
  const rows = await db.ledgerPostedShipment.findMany({
    ...page,
    where: { ...page.where, document: { kind } },
    include: {
      document: { include: { lines: { orderBy: { sequence: "asc" } } } },
      lines: { orderBy: { sequence: "asc" } },
    },
  });
  return rows.map((row) => {
    const locations = new Set(row.lines.map((line) => line.location));
    const [location] = locations.size === 1 ? [...locations] : [];
    const common = {
      orderRef: { kind, id: row.documentId, number: row.document.number },
      ...(row.document.externalKey === null ? {} : { orderExternalKey: row.document.externalKey }),
      postedAt: row.postedAt.toISOString(),
      lines: row.lines.map((line) => {
        const sold = row.document.lines.find((candidate) => candidate.id === line.documentLineId);
        const key = sold && orderLineKey(sold);
        return {
          ...(key === undefined ? {} : { orderLineKey: key }),
          sequence: line.sequence,
          ...(line.itemId === null ? {} : { item: { kind: "item" as const, id: line.itemId } }),
          quantity: decimalOf(line.quantity),
        };
      }),
      ...(location ? { location } : {}),
      reversed: row.reversedAt !== null,
    };
    return { row, common, word: row.reversedAt ? "reversed" : "posted" };
  });
}

async function readReceipts(scope: Scope, from: FeedCursor, take: number): Promise<Entry[]> {
  const posted = await readPosted(scope, { from, take, kind: "returnOrder" });
  return posted.map(({ row, common, word }): Entry => {
    const { status } = snapshotOf(row.document);
    const event: ReceiptEvent = {
      feed: "receipts",
      dedupeKey: `receipt:${row.id}:${word}:${status}`,
      ref: { kind: "receipt", id: row.id, number: row.number, version: String(row.version) },
      ...common,
      orderStatus: status,
    };
    return { at: row.changedAt, id: row.id, event };
  });
}

async function readShipments(scope: Scope, from: FeedCursor, take: number): Promise<Entry[]> {
  const posted = await readPosted(scope, { from, take, kind: "salesOrder" });
  return posted.map(({ row, common, word }): Entry => {
    const event: ShipmentEvent = {
      feed: "shipments",
      dedupeKey: `shipment:${row.id}:${word}`,
      ref: { kind: "shipment", id: row.id, number: row.number, version: String(row.version) },
      ...common,
      ...(row.shippingAgent === null ? {} : { agentCode: row.shippingAgent }),
      ...(row.shippingAgentService === null ? {} : { agentService: row.shippingAgentService }),
      trackingNumbers: row.trackingNumbers,
      ...(row.trackingUrl === null ? {} : { trackingUrl: row.trackingUrl }),
    };
    return { at: row.changedAt, id: row.id, event };
  });
}

async function readInvoices(
  scope: Scope,
  from: FeedCursor,
  take: number,
  feed: InvoiceEvent["feed"],
): Promise<Entry[]> {
  const kind = feed === "invoices" ? "salesInvoice" : "creditMemo";
  const page = changed(scope, from, take);
  const rows = await db.ledgerPostedInvoice.findMany({
    ...page,
    where: { ...page.where, kind },
    include: {
      document: {
        select: { kind: true, number: true, externalKey: true, externalDocumentNumber: true },
      },
    },
  });
  return rows.map((row): Entry => {
    const totals = {
      net: decimalOf(row.net),
      tax: decimalOf(row.tax),
      gross: decimalOf(row.gross),
    };
    const event: InvoiceEvent = {
      feed,
      dedupeKey: `${kind}:${row.id}:${row.status}:${totals.gross}:${decimalOf(row.remaining)}`,
      ref: { kind, id: row.id, number: row.number, version: String(row.version) },
      number: row.number,
      orderRefs: [
        {
          kind: row.document.kind as DocumentKind,
          id: row.documentId,
          number: row.document.number,
        },
      ],
      ...(row.document.externalKey === null ? {} : { externalKey: row.document.externalKey }),
      ...referenceOf(row.document),
      status: row.status as InvoiceEvent["status"],
      postedAt: row.postedAt.toISOString(),
      totals,
      remaining: decimalOf(row.remaining),
      currency: row.currency,
    };
    return { at: row.changedAt, id: row.id, event };
  });
}

const referenceOf = ({ externalDocumentNumber: reference }: { externalDocumentNumber: string }) =>
  reference === "" ? {} : { reference };
