import { isText } from "#app/erp/port/line-kinds.ts";
import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { DocumentKind, DocumentStatus } from "#app/erp/port/documents.ts";
import { storedAddress } from "../documents/stored-address.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { absence } from "../documents/read.server.ts";
import { snapshotOf, statusOf } from "../documents/snapshot.ts";
import { detailsOf } from "../reference-kinds.ts";
import { dayOfColumn } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { webAddress } from "#app/lib/web-address.ts";
import type { Scope } from "../scope.ts";
import { decimalOf, searchText } from "../scope.ts";
import { mapPage, pageOf, pageQuery, startOf, type Page, type Sort } from "#app/lib/paging.ts";
import type { ListRequest } from "./list-request.ts";

const NEWEST = {
  createdAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

export interface DocumentListRow {
  id: string;
  kind: DocumentKind;
  number: string;
  status: DocumentStatus;
  customer: string;
  shopifyOrderNumber: string;
  documentDate: string;
  currency: string;
  gross: Decimal;
  createdAt: string;
}

/** open | released | posted | cancelled: how far a released order is shipped and invoiced is in each row's status. */
export interface DocumentListRequest extends ListRequest {
  kind?: DocumentKind;
  state?: string;
  customerId?: string;
}

/** Newest first. The search looks into numbers, the order's name, the customer and the external number. */
export async function listDocuments(
  scope: Scope,
  request: DocumentListRequest,
): Promise<Page<DocumentListRow>> {
  const start = startOf(NEWEST, request);
  const { beyond, orderBy, take } = pageQuery(NEWEST, start);
  if (request.customerId !== undefined && !isUuid(request.customerId))
    return { rows: [], next: null, previous: null };
  const contains = request.search
    ? ({ contains: searchText(request.search.trim()), mode: "insensitive" } as const)
    : undefined;
  const rows = await db.ledgerDocument.findMany({
    where: {
      ...scope,
      ...(request.kind ? { kind: request.kind } : {}),
      ...(request.state ? { state: request.state } : {}),
      ...(request.customerId ? { sellToId: request.customerId } : {}),
      AND: [
        beyond,
        contains
          ? {
              OR: [
                { number: contains },
                { shopifyOrderNumber: contains },
                { sellToName: contains },
                { externalDocumentNumber: contains },
                { externalKey: contains },
              ],
            }
          : {},
      ],
    },
    include: {
      lines: {
        select: { kind: true, itemId: true, quantity: true, shipped: true, invoiced: true },
      },
    },
    orderBy,
    take,
  });
  return mapPage(pageOf(NEWEST, start, rows), (row) => ({
    id: row.id,
    kind: row.kind as DocumentKind,
    number: row.number,
    status: statusOf(
      row.state,
      row.lines.map((line) => ({
        kind: line.kind,
        itemId: line.itemId,
        quantity: decimalOf(line.quantity),
        shipped: decimalOf(line.shipped),
        invoiced: decimalOf(line.invoiced),
      })),
    ),
    customer: row.sellToName,
    shopifyOrderNumber: row.shopifyOrderNumber,
    documentDate: dayOfColumn(row.documentDate),
    currency: row.currency,
    gross: decimalOf(row.gross),
    createdAt: row.createdAt.toISOString(),
  }));
}

/** Where a parcel is followed: the shipment's own address, else its agent's with the number in it; null when there is neither. */
function trackingUrl(
  number: string,
  shipment: { trackingUrl: string | null; shippingAgent: string | null },
  agents: readonly { code: string; details: unknown }[],
): string | null {
  if (shipment.trackingUrl !== null) return webAddress(shipment.trackingUrl) ?? null;
  const agent = agents.find(({ code }) => code === shipment.shippingAgent);
  const template = agent ? detailsOf("shippingAgent", agent.details).trackingUrl : "";
  return webAddress(template.replaceAll("%1", encodeURIComponent(number))) ?? null;
}

const WHOLE = {
  lines: { include: { taxes: { orderBy: { position: "asc" } } }, orderBy: { sequence: "asc" } },
  sellTo: { select: { id: true, number: true, name: true } },
  billTo: { select: { id: true, number: true, name: true } },
  shipments: { include: { lines: { orderBy: { sequence: "asc" } } }, orderBy: { postedAt: "asc" } },
  invoices: {
    include: { payments: { orderBy: { createdAt: "asc" } } },
    orderBy: { postedAt: "asc" },
  },
} as const satisfies Prisma.LedgerDocumentInclude;

/** A document with everything its page shows: header, lines with taxes and charges, shipments, invoices, payments, and what may be done with it. */
export async function readDocument(scope: Scope, id: string) {
  const row = isUuid(id)
    ? await db.ledgerDocument.findFirst({ where: { ...scope, id }, include: WHOLE })
    : null;
  if (!row) throw await absence(scope, id);
  const [items, charges, agents] = await Promise.all([
    db.ledgerItem.findMany({
      where: { ...scope, id: { in: row.lines.flatMap((line) => line.itemId ?? []) } },
      select: { id: true, number: true },
    }),
    db.ledgerChargeAssignment.findMany({ where: { shop: scope.shop, documentId: row.id } }),
    db.ledgerReference.findMany({
      where: {
        ...scope,
        kind: "shippingAgent",
        parent: "",
        code: { in: row.shipments.flatMap((shipment) => shipment.shippingAgent ?? []) },
      },
      select: { code: true, details: true },
    }),
  ]);
  const snapshot = snapshotOf(row);
  const record = `ledger document ${row.number}`;
  const untouched = row.shipments.length === 0 && row.invoices.length === 0;
  return {
    ...snapshot,
    id: row.id,
    number: row.number,
    version: String(row.version),
    state: row.state,
    sellTo: { ...row.sellTo, address: storedAddress.read(row.sellToAddress, record) },
    billTo: { ...row.billTo, address: storedAddress.read(row.billToAddress, record) },
    shipTo: storedAddress.read(row.shipToAddress, record),
    email: row.email,
    phone: row.phone,
    exchangeRate: decimalOf(row.exchangeRate),
    pricesIncludeTax: row.pricesIncludeTax,
    documentDate: dayOfColumn(row.documentDate),
    dueDate: row.dueDate ? dayOfColumn(row.dueDate) : null,
    externalDocumentNumber: row.externalDocumentNumber,
    shopifyOrderNumber: row.shopifyOrderNumber,
    shopifyOrderId: row.shopifyOrderId,
    taxArea: row.taxArea,
    taxLiable: row.taxLiable,
    paymentTerms: row.paymentTerms,
    paymentMethod: row.paymentMethod,
    shipmentMethod: row.shipmentMethod,
    shippingAgent: row.shippingAgent,
    shippingAgentService: row.shippingAgentService,
    note: row.note,
    createdAt: row.createdAt.toISOString(),
    lines: row.lines.map((line) => ({
      id: line.id,
      key: line.key,
      sequence: line.sequence,
      kind: line.kind,
      item: items.find((item) => item.id === line.itemId) ?? null,
      variantCode: line.variantCode,
      unit: line.unit,
      account: line.account,
      itemCharge: line.itemCharge,
      description: line.description,
      quantity: decimalOf(line.quantity),
      unitPrice: decimalOf(line.unitPrice),
      discount: decimalOf(line.discount),
      amount: decimalOf(line.amount),
      tax: decimalOf(line.tax),
      shipped: decimalOf(line.shipped),
      invoiced: decimalOf(line.invoiced),
      location: line.location,
      shippingAgent: line.shippingAgent,
      shippingAgentService: line.shippingAgentService,
      taxes: line.taxes.map((tax) => ({
        title: tax.title,
        rate: tax.rate ? decimalOf(tax.rate) : null,
        amount: decimalOf(tax.amount),
      })),
      charges: charges
        .filter((charge) => charge.itemLineId === line.id)
        .map((charge) => ({ fromLineId: charge.chargeLineId, amount: decimalOf(charge.amount) })),
    })),
    shipments: row.shipments.map((shipment) => ({
      id: shipment.id,
      number: shipment.number,
      postedAt: shipment.postedAt.toISOString(),
      postedBy: shipment.postedBy,
      reversedAt: shipment.reversedAt?.toISOString() ?? null,
      shippingAgent: shipment.shippingAgent,
      shippingAgentService: shipment.shippingAgentService,
      tracking: shipment.trackingNumbers.map((number) => ({
        number,
        url: trackingUrl(number, shipment, agents),
      })),
      trackingUrl: shipment.trackingUrl,
      // What keeps it from being undone: goods of it that are invoiced.
      invoicedLine:
        shipment.lines.find((part) =>
          row.lines.some(
            (line) =>
              line.id === part.documentLineId && line.shipped.sub(part.quantity).lt(line.invoiced),
          ),
        )?.description ?? null,
      lines: shipment.lines.map((line) => ({
        lineId: line.documentLineId,
        description: line.description,
        quantity: decimalOf(line.quantity),
        location: line.location,
      })),
    })),
    invoices: row.invoices.map((invoice) => ({
      id: invoice.id,
      number: invoice.number,
      kind: invoice.kind,
      status: invoice.status,
      postedAt: invoice.postedAt.toISOString(),
      net: decimalOf(invoice.net),
      tax: decimalOf(invoice.tax),
      gross: decimalOf(invoice.gross),
      remaining: decimalOf(invoice.remaining),
      payments: invoice.payments.map((payment) => ({
        id: payment.id,
        number: payment.number,
        amount: decimalOf(payment.amount),
        method: payment.method,
        date: dayOfColumn(payment.date),
      })),
    })),
    may: {
      release: row.state === "open",
      delete: untouched,
      cancel:
        row.state !== "cancelled" &&
        row.state !== "posted" &&
        !["partiallyShipped", "shipped", "partiallyInvoiced", "invoiced", "closed"].includes(
          snapshot.status,
        ),
      /** Of a return order: post a receipt. */
      ship:
        (row.kind === "salesOrder" || row.kind === "returnOrder") &&
        row.state === "released" &&
        row.lines.some((line) => line.itemId !== null && line.shipped.lt(line.quantity)),
      invoice:
        row.state === "released" &&
        row.lines.some((line) => !isText(line) && line.invoiced.lt(line.quantity)),
      /** Something was shipped, or is no goods, that is not invoiced yet. */
      invoiceShipped:
        row.kind === "salesOrder" &&
        row.state === "released" &&
        row.lines.some(
          (line) =>
            !isText(line) && line.invoiced.lt(line.itemId === null ? line.quantity : line.shipped),
        ),
      edit: row.kind === "salesOrder" && (row.state === "open" || row.state === "released"),
    },
  };
}
