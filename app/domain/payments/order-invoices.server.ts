import type {
  CardId,
  ConnectionId,
  DocumentId,
  InvoiceId,
  OrderId,
  TaskId,
  TransactionId,
} from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { readSettings } from "#app/domain/shop-card/stored-settings.ts";
import { sum } from "#app/domain/documents/plan/bag.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { gathered } from "#app/lib/gather.server.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { OffDocument } from "./posted-amount.ts";
import type { CaptureInput } from "./plan-captures.ts";
import { OUT } from "#app/tasks/states.ts";

/** A posted invoice, as far as its payments need it. */
export interface OrderInvoice {
  id: InvoiceId;
  connectionId: ConnectionId;
  salesDocumentId: DocumentId | null;
  cardId: CardId | null;
  number: string;
  orderName: string | null;
  ordinal: number;
  status: string;
  state: string;
  currency: string;
  gross: Decimal;
  remaining: Decimal;
  /** Of what an exchange sent out. */
  exchange: boolean;
}

/** A payment line, as far as the order's other payments need it. */
export interface OrderLine {
  id: string;
  invoiceId: InvoiceId;
  orderId: OrderId;
  transactionId: TransactionId;
  gateway: string;
  gatewayTitle: string | null;
  currency: string;
  amount: Decimal;
  captured: Decimal;
  multiCapturable: boolean;
  state: string;
  captureId: TransactionId | null;
  updatedAt: Date;
}

interface InvoicedOrder {
  name: string;
  cardId: CardId | null;
  state: unknown;
  currency: string;
  presentmentCurrency: string;
  total: Decimal;
  presentmentTotal: Decimal;
}

export interface OrderInvoices {
  orderId: OrderId;
  order: InvoicedOrder | null;
  card: Pick<Card, "id" | "settings"> | null;
  /** First posted first. */
  invoices: OrderInvoice[];
  lines: OrderLine[];
  /** What the order's newest document leaves off Shopify's total. */
  offDocument: OffDocument | null;
  /** Of the invoices of its exchanges, what the goods that came back paid for: nobody pays that again. */
  settled: Decimal;
  /** Tasks that capture one of the order's payments right now: a reading may or may not hold it. */
  capturing: TaskId[];
}

interface Row {
  orderId: OrderId;
  order: InvoicedOrder | null;
  invoices: OrderInvoice[];
  lines: (Omit<OrderLine, "updatedAt"> & { updatedAt: string })[];
  /** Its newest document, with those of its other fulfillment orders. */
  documents: { id: string; total: Decimal; plan: unknown }[];
  settled: Decimal;
  capturing: TaskId[];
  cards: { id: CardId; code: string; settings: unknown }[];
}

/** Everything posted for these orders, with the shop card of each, in one statement. Amounts leave the database as text. */
export async function loadInvoices(
  shop: string,
  orderIds: readonly OrderId[],
  tx: Tx = db,
): Promise<Map<string, OrderInvoices>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT w."orderId",
      (SELECT jsonb_build_object('name', o.name, 'cardId', o."cardId", 'state', o.state,
          'currency', o.currency, 'presentmentCurrency', o."presentmentCurrency",
          'total', trim_scale(o.total)::text, 'presentmentTotal', trim_scale(o."presentmentTotal")::text)
        FROM "Order" o WHERE o.shop = ${shop} AND o."orderId" = w."orderId") AS "order",
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', i.id, 'connectionId', i."connectionId",
          'salesDocumentId', i."salesDocumentId", 'cardId', i."cardId", 'number', i.number,
          'orderName', i."orderName", 'ordinal', i.ordinal, 'status', i.status, 'state', i.state,
          'currency', i.currency, 'gross', trim_scale(i.gross)::text,
          'remaining', trim_scale(i.remaining)::text,
          'exchange', EXISTS (SELECT 1 FROM "SalesDocument" x WHERE x.shop = i.shop AND x.id = i."salesDocumentId"
            AND x.subject LIKE 'gid://shopify/LineItem/%')) ORDER BY i.ordinal, i.id), '[]')
        FROM "PostedInvoice" i WHERE i.shop = ${shop} AND i."orderId" = w."orderId") AS invoices,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', l.id, 'invoiceId', l."invoiceId",
          'orderId', l."orderId", 'transactionId', l."transactionId", 'gateway', l.gateway,
          'gatewayTitle', l."gatewayTitle", 'currency', l.currency, 'amount', trim_scale(l.amount)::text,
          'captured', trim_scale(l.captured)::text, 'multiCapturable', l."multiCapturable",
          'state', l.state, 'captureId', l."captureId", 'updatedAt', l."updatedAt")
          ORDER BY l."createdAt", l.id), '[]')
        FROM "PaymentLine" l WHERE l.shop = ${shop} AND l."orderId" = w."orderId") AS lines,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', d.id, 'total', trim_scale(d.total)::text,
          'plan', CASE WHEN jsonb_exists(d.plan, 'offDocument') THEN d.plan END)), '[]')
        FROM (SELECT DISTINCT ON (n.subject) n.* FROM "SalesDocument" n WHERE n.shop = ${shop} AND n."orderId" = w."orderId"
          AND (n.subject = n."orderId" OR n.subject LIKE 'gid://shopify/FulfillmentOrder/%') AND n."erpId" IS NOT NULL
          ORDER BY n.subject, n.state = 'unlinked', n.generation DESC) d) AS documents,
      -- What credit memos of exchanges take back beyond the money that went back, as far as what went out instead is invoiced.
      COALESCE((SELECT trim_scale(LEAST(e.gross, m.settled))::text
        FROM (SELECT sum(i.gross) AS gross FROM "PostedInvoice" i
            JOIN "SalesDocument" d ON d.shop = i.shop AND d.id = i."salesDocumentId"
              AND d.subject LIKE 'gid://shopify/LineItem/%'
            WHERE i.shop = ${shop} AND i."orderId" = w."orderId" AND i.status IN ('posted', 'paid')
              AND i.state NOT IN ('cancelled', 'skipped')) e,
          (SELECT sum(GREATEST(0, d.total - CASE WHEN d.currency = r."presentmentCurrency"
              THEN r."presentmentTotal" ELSE r.total END)) AS settled
            FROM "Refund" r JOIN "SalesDocument" d ON d.shop = r.shop AND d.id = r."documentId"
            WHERE r.shop = ${shop} AND r."orderId" = w."orderId" AND r."returnId" IS NOT NULL
              AND r.state IN ('created', 'posted')) m
        WHERE e.gross > 0 AND m.settled > 0), '0') AS settled,
      ARRAY(SELECT t.id::text FROM "Task" t WHERE t.shop = ${shop} AND t."orderId" = w."orderId"
        AND t.kind = 'capturePayment' AND t.state = ANY(${[...OUT]})) AS capturing,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'settings', c.settings)
          ORDER BY c.precedence, c."createdAt", c.id), '[]')
        FROM "ShopCard" c WHERE c.shop = ${shop}) AS cards
    FROM unnest(${[...new Set(orderIds)]}::text[]) AS w("orderId")`;
  return new Map(rows.map((row) => [row.orderId, invoicesOf(row)]));
}

/** One order's, together with those that are asked for in the same moment. */
export const invoicesOfOrder = gathered<
  { shop: string; orderId: OrderId },
  OrderInvoices | undefined
>(
  async (asked) => {
    const orderIds = asked.map(({ orderId }) => orderId);
    const loaded = await loadInvoices(asked[0]?.shop ?? "", orderIds);
    return orderIds.map((id) => loaded.get(id));
  },
  { groupOf: ({ shop }) => shop, most: 50 },
);

function invoicesOf({ cards, documents, lines, ...row }: Row): OrderInvoices {
  const { order, invoices } = row;
  const cardId = invoices.find((invoice) => invoice.cardId !== null)?.cardId ?? order?.cardId;
  const card = cards.find(({ id }) => id === cardId) ?? cards[0];
  return {
    ...row,
    lines: lines.map((line) => ({ ...line, updatedAt: new Date(line.updatedAt) })),
    card: card
      ? { id: card.id, settings: readSettings(card.settings, `shop card ${card.code}`) }
      : null,
    offDocument: offDocumentOf(documents),
  };
}

/** Of a divided order its documents together, as far as they are made: each leaves off what is of its own lines. */
function offDocumentOf(documents: Row["documents"]): OffDocument | null {
  const off = documents.flatMap(({ id, plan }) =>
    plan === null ? [] : (storedPlan.read(plan, `document ${id}`).offDocument ?? []),
  );
  const [first] = off;
  return first
    ? { gross: decimal.add("0", ...documents.map(({ total }) => total)), amount: sum(first, off) }
    : null;
}

const GONE = new Set(["cancelled", "reopened"]);

/** Cancelled, reopened and skipped invoices let nothing be captured. */
export const counts = ({ status, state }: Pick<OrderInvoice, "status" | "state">): boolean =>
  !GONE.has(status) && state !== "cancelled" && state !== "skipped";

export function postedOf({
  invoices,
  settled,
}: Pick<OrderInvoices, "invoices" | "settled">): CaptureInput["posted"] {
  const posted = invoices
    .filter(counts)
    .map(({ gross, currency }) => ({ amount: gross, currency }));
  const [first] = posted;
  return first && !decimal.isZero(settled)
    ? [...posted, { amount: decimal.negate(settled), currency: first.currency }]
    : posted;
}

/** Amounts that a person decided not to capture: no later invoice takes them. */
export function skippedOf({ invoices, lines }: OrderInvoices): CaptureInput["planned"] {
  const counting = new Set(invoices.filter(counts).map(({ id }) => id));
  return lines
    .filter(({ state, invoiceId }) => state === "skipped" && counting.has(invoiceId))
    .map(({ amount, captured }) => ({
      transactionId: null,
      amount: decimal.max("0", decimal.subtract(amount, captured)),
    }));
}

/** Captures that other invoices asked for and that are not made yet. */
export function plannedOf(
  all: OrderInvoices,
  invoiceId: InvoiceId | null,
): CaptureInput["planned"] {
  const waiting = all.lines
    .filter((line) => line.invoiceId !== invoiceId && line.state === "open")
    .map(({ transactionId, amount }) => ({ transactionId, amount }));
  return [...waiting, ...skippedOf(all)];
}

export const ownCaptureIds = (lines: readonly OrderLine[]): ReadonlySet<TransactionId> =>
  new Set(lines.flatMap(({ captureId }) => captureId ?? []));

/** When a capture of ours was last written down: a reading from before may not hold it. */
export const lastCaptureAt = (lines: readonly OrderLine[]): Date | null =>
  lines.reduce<Date | null>(
    (latest, { captureId, updatedAt }) =>
      captureId !== null && (latest === null || updatedAt > latest) ? updatedAt : latest,
    null,
  );
