import { db } from "#app/db/client.server.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { Scope } from "../scope.ts";
import { decimalOf, searchText } from "../scope.ts";
import { mapPage, pageOf, pageQuery, startOf, type Page, type Sort } from "#app/lib/paging.ts";
import type { ListRequest } from "./list-request.ts";

const NEWEST = {
  postedAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

export interface ShipmentListRow {
  id: string;
  number: string;
  postedAt: string;
  documentId: string;
  documentNumber: string;
  /** Of a return order: goods that came in. */
  receipt: boolean;
  shopifyOrderNumber: string;
  customer: string;
  agent: string | null;
  trackingNumbers: string[];
  undone: boolean;
}

export interface InvoiceListRow {
  id: string;
  /** salesInvoice | creditMemo */
  kind: string;
  number: string;
  postedAt: string;
  documentId: string;
  documentNumber: string;
  shopifyOrderNumber: string;
  customer: string;
  status: string;
  currency: string;
  gross: Decimal;
  remaining: Decimal;
}

const OF_DOCUMENT = {
  select: { kind: true, number: true, shopifyOrderNumber: true, sellToName: true },
} as const;

/** Most documents that are named one by one to the search for what was posted of them. */
const MOST_NAMED = 500;

/**
 * What was posted of the documents a text finds: by number, the order's name or the customer. The documents are looked for by themselves,
 * since a condition through a join would read every document of the books. Where so many are found that most of what is posted is
 * theirs, the condition through the join fills a page sooner.
 */
async function ofDocumentsNamed(scope: Scope, text: string) {
  const contains = containing(text);
  const named = {
    OR: [{ number: contains }, { shopifyOrderNumber: contains }, { sellToName: contains }],
  };
  const rows = await db.ledgerDocument.findMany({
    where: { ...scope, ...named },
    select: { id: true },
    take: MOST_NAMED + 1,
  });
  return rows.length > MOST_NAMED
    ? { document: named }
    : { documentId: { in: rows.map(({ id }) => id) } };
}

async function documentsShipped(scope: Scope, text: string): Promise<string[]> {
  const rows = await db.ledgerPostedShipment.findMany({
    where: { ...scope, ...tracked(text) },
    select: { documentId: true },
    take: MOST_NAMED,
  });
  return rows.map(({ documentId }) => documentId);
}

const containing = (text: string) => ({ contains: searchText(text), mode: "insensitive" }) as const;
const tracked = (text: string) => ({
  trackingNumbers: { hasSome: [text, text.toUpperCase()] },
});

const typedIn = ({ search }: ListRequest): string => search?.trim().replaceAll("\u0000", "") ?? "";

/** Posted shipments, newest first. The search looks into numbers, the order's name and the customer; a tracking number is given whole. */
export async function listShipments(
  scope: Scope,
  request: ListRequest & { undone?: boolean },
): Promise<Page<ShipmentListRow>> {
  const start = startOf(NEWEST, request);
  const { beyond, orderBy, take } = pageQuery(NEWEST, start);
  const text = typedIn(request);
  const rows = await db.ledgerPostedShipment.findMany({
    where: {
      ...scope,
      ...(request.undone === undefined
        ? {}
        : { reversedAt: request.undone ? { not: null } : null }),
      AND: [
        beyond,
        text === ""
          ? {}
          : {
              OR: [
                { number: containing(text) },
                tracked(text),
                await ofDocumentsNamed(scope, text),
              ],
            },
      ],
    },
    include: { document: OF_DOCUMENT },
    orderBy,
    take,
  });
  return mapPage(pageOf(NEWEST, start, rows), (row) => ({
    id: row.id,
    number: row.number,
    postedAt: row.postedAt.toISOString(),
    documentId: row.documentId,
    documentNumber: row.document.number,
    receipt: row.document.kind === "returnOrder",
    shopifyOrderNumber: row.document.shopifyOrderNumber,
    customer: row.document.sellToName,
    agent: row.shippingAgent,
    trackingNumbers: row.trackingNumbers,
    undone: row.reversedAt !== null,
  }));
}

/** Posted invoices and credit memos, newest first. The search looks into numbers, the order's name and the customer; a tracking number of the order's shipments is given whole. */
export async function listInvoices(
  scope: Scope,
  request: ListRequest & { status?: string },
): Promise<Page<InvoiceListRow>> {
  const start = startOf(NEWEST, request);
  const { beyond, orderBy, take } = pageQuery(NEWEST, start);
  const text = typedIn(request);
  const rows = await db.ledgerPostedInvoice.findMany({
    where: {
      ...scope,
      ...(request.status === undefined ? {} : { status: request.status }),
      AND: [
        beyond,
        text === ""
          ? {}
          : {
              OR: [
                { number: containing(text) },
                await ofDocumentsNamed(scope, text),
                { documentId: { in: await documentsShipped(scope, text) } },
              ],
            },
      ],
    },
    include: { document: OF_DOCUMENT },
    orderBy,
    take,
  });
  return mapPage(pageOf(NEWEST, start, rows), (row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    postedAt: row.postedAt.toISOString(),
    documentId: row.documentId,
    documentNumber: row.document.number,
    shopifyOrderNumber: row.document.shopifyOrderNumber,
    customer: row.document.sellToName,
    status: row.status,
    currency: row.currency,
    gross: decimalOf(row.gross),
    remaining: decimalOf(row.remaining),
  }));
}
