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
  select: { number: true, shopifyOrderNumber: true, sellToName: true },
} as const;

function ofDocument(text: string) {
  const contains = { contains: searchText(text), mode: "insensitive" } as const;
  return [
    { number: contains },
    { document: { number: contains } },
    { document: { shopifyOrderNumber: contains } },
    { document: { sellToName: contains } },
  ];
}

/** Posted shipments, newest first. The search looks into numbers, the order's name and the customer; a tracking number is given whole. */
export async function listShipments(
  scope: Scope,
  request: ListRequest & { undone?: boolean },
): Promise<Page<ShipmentListRow>> {
  const start = startOf(NEWEST, request);
  const { beyond, orderBy, take } = pageQuery(NEWEST, start);
  const text = request.search?.trim().replaceAll("\u0000", "") ?? "";
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
                ...ofDocument(text),
                { trackingNumbers: { hasSome: [text, text.toUpperCase()] } },
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
  const text = request.search?.trim().replaceAll("\u0000", "") ?? "";
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
                ...ofDocument(text),
                {
                  document: {
                    shipments: {
                      some: { trackingNumbers: { hasSome: [text, text.toUpperCase()] } },
                    },
                  },
                },
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
