import { db } from "#app/db/client.server.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";
import { decimalOf, searchText } from "../scope.ts";
import type { ListPage, ListRequest } from "./paging.ts";
import { limitOf, pageOf, readKeys } from "./paging.ts";

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
const NEWEST = [{ postedAt: "desc" as const }, { id: "desc" as const }];

/** What follows the place a cursor names, newest first. */
function after(request: ListRequest) {
  const [postedAt, id] = readKeys(request.cursor, 2) ?? [];
  if (postedAt === undefined) return {};
  if (Number.isNaN(Date.parse(postedAt)) || !isUuid(id ?? ""))
    throw invalid("cursor", refusal("list.page"));
  return {
    OR: [
      { postedAt: { lt: new Date(postedAt) } },
      { postedAt: new Date(postedAt), id: { lt: id ?? "" } },
    ],
  };
}

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
): Promise<ListPage<ShipmentListRow>> {
  const limit = limitOf(request);
  const text = request.search?.trim().replaceAll("\u0000", "") ?? "";
  const rows = await db.ledgerPostedShipment.findMany({
    where: {
      ...scope,
      ...(request.undone === undefined
        ? {}
        : { reversedAt: request.undone ? { not: null } : null }),
      AND: [
        after(request),
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
    orderBy: NEWEST,
    take: limit + 1,
  });
  return pageOf(
    rows,
    limit,
    (row) => [row.postedAt.toISOString(), row.id],
    (row) => ({
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
    }),
  );
}

/** Posted invoices and credit memos, newest first. The search looks into numbers, the order's name and the customer; a tracking number of the order's shipments is given whole. */
export async function listInvoices(
  scope: Scope,
  request: ListRequest & { status?: string },
): Promise<ListPage<InvoiceListRow>> {
  const limit = limitOf(request);
  const text = request.search?.trim().replaceAll("\u0000", "") ?? "";
  const rows = await db.ledgerPostedInvoice.findMany({
    where: {
      ...scope,
      ...(request.status === undefined ? {} : { status: request.status }),
      AND: [
        after(request),
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
    orderBy: NEWEST,
    take: limit + 1,
  });
  return pageOf(
    rows,
    limit,
    (row) => [row.postedAt.toISOString(), row.id],
    (row) => ({
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
    }),
  );
}
