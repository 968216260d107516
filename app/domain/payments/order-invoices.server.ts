import type { InvoiceId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Order, PaymentLine, PostedInvoice } from "#app/db/generated/client.ts";
import { readCard } from "#app/domain/shop-card/cards.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { OffDocument } from "./posted-amount.ts";
import type { CaptureInput } from "./plan-captures.ts";
import { OUT } from "#app/tasks/states.ts";

export interface OrderInvoices {
  orderId: OrderId;
  order: Pick<
    Order,
    "orderId" | "name" | "state" | "currency" | "presentmentCurrency" | "total" | "presentmentTotal"
  > | null;
  card: Card | null;
  /** First posted first. */
  invoices: PostedInvoice[];
  lines: PaymentLine[];
  /** What the order's newest document leaves off Shopify's total. */
  offDocument: OffDocument | null;
  /** Of the invoices of its exchanges, what the goods that came back paid for: nobody pays that again. */
  settled: Decimal;
}

/** Everything posted for these orders, with the shop card of each. Six queries. */
export async function loadInvoices(
  shop: string,
  orderIds: readonly OrderId[],
  tx: Tx = db,
): Promise<Map<string, OrderInvoices>> {
  const where = { shop, orderId: { in: [...new Set(orderIds)] } };
  const orders = await tx.order.findMany({
    where,
    select: {
      orderId: true,
      name: true,
      cardId: true,
      state: true,
      currency: true,
      presentmentCurrency: true,
      total: true,
      presentmentTotal: true,
    },
  });
  const invoices = await tx.postedInvoice.findMany({
    where,
    orderBy: [{ ordinal: "asc" }, { id: "asc" }],
  });
  const lines = await tx.paymentLine.findMany({
    where,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const offDocument = await offDocumentsOf(tx, shop, where.orderId.in);
  const settled = await settledOf(tx, shop, where.orderId.in);
  const cards = (
    await tx.shopCard.findMany({
      where: { shop },
      orderBy: [{ precedence: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    })
  ).map(readCard);
  return new Map(
    where.orderId.in.map((orderId) => {
      const order = orders.find((row) => row.orderId === orderId) ?? null;
      const posted = invoices.filter((row) => row.orderId === orderId);
      const cardId = posted.find((row) => row.cardId !== null)?.cardId ?? order?.cardId;
      return [
        orderId,
        {
          orderId,
          order,
          card: cards.find(({ id }) => id === cardId) ?? cards[0] ?? null,
          invoices: posted,
          lines: lines.filter((row) => row.orderId === orderId),
          offDocument: offDocument.get(orderId) ?? null,
          settled: settled.get(orderId) ?? "0",
        },
      ];
    }),
  );
}

/** what credit memos of exchanges take back beyond the money that went back, as far as what went out instead is invoiced. */
async function settledOf(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, Decimal>> {
  const rows = await tx.$queryRaw<{ orderId: OrderId; settled: string }[]>`
    SELECT e."orderId", LEAST(e.gross, m.settled)::text AS settled
    FROM (
      SELECT i."orderId", sum(i.gross) AS gross FROM "PostedInvoice" i
      JOIN "SalesDocument" d ON d.shop = i.shop AND d.id = i."salesDocumentId" AND d.subject LIKE 'gid://shopify/LineItem/%'
      WHERE i.shop = ${shop} AND i."orderId" = ANY(${[...orderIds]}) AND i.status IN ('posted', 'paid') AND i.state NOT IN ('cancelled', 'skipped') GROUP BY i."orderId"
    ) e JOIN LATERAL (
      SELECT sum(GREATEST(0, d.total - CASE WHEN d.currency = r."presentmentCurrency" THEN r."presentmentTotal" ELSE r.total END)) AS settled
      FROM "Refund" r JOIN "SalesDocument" d ON d.shop = r.shop AND d.id = r."documentId"
      WHERE r.shop = ${shop} AND r."orderId" = e."orderId" AND r."returnId" IS NOT NULL AND r.state IN ('created', 'posted')
    ) m ON m.settled > 0`;
  return new Map(rows.map(({ orderId, settled }) => [orderId, decimal.normalize(settled)]));
}

async function offDocumentsOf(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<Map<string, OffDocument>> {
  const documents = await tx.$queryRaw<
    { id: string; orderId: OrderId; total: string; plan: unknown }[]
  >`
    SELECT * FROM (
      SELECT DISTINCT ON (d."orderId") d.id, d."orderId", d.total::text AS total, CASE WHEN jsonb_exists(d.plan, 'offDocument') THEN d.plan END AS plan
      FROM "SalesDocument" d WHERE d.shop = ${shop} AND d."orderId" = ANY(${[...orderIds]}) AND d.subject = d."orderId" AND d."erpId" IS NOT NULL
      ORDER BY d."orderId", d.state = 'unlinked', d.generation DESC
    ) newest WHERE plan IS NOT NULL`;
  return new Map(
    documents.flatMap(({ id, orderId, total, plan }) => {
      const { offDocument } = storedPlan.read(plan, `document ${id}`);
      return offDocument
        ? [[orderId, { gross: decimal.normalize(total), amount: offDocument }] as const]
        : [];
    }),
  );
}

const GONE = new Set(["cancelled", "reopened"]);

/** Cancelled, reopened and skipped invoices let nothing be captured. */
export const counts = ({ status, state }: Pick<PostedInvoice, "status" | "state">): boolean =>
  !GONE.has(status) && state !== "cancelled" && state !== "skipped";

export function postedOf({
  invoices,
  settled,
}: Pick<OrderInvoices, "invoices" | "settled">): CaptureInput["posted"] {
  const posted = invoices
    .filter(counts)
    .map(({ gross, currency }) => ({ amount: gross.toFixed(), currency }));
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
    .map(({ amount, captured }) => ({ transactionId: "", amount: minus(amount, captured) }));
}

const minus = (amount: PaymentLine["amount"], captured: PaymentLine["captured"]): Decimal =>
  amount.gt(captured) ? amount.minus(captured).toFixed() : "0";

/** Captures that other invoices asked for and that are not made yet. */
export function plannedOf(
  all: OrderInvoices,
  invoiceId: InvoiceId | null,
): CaptureInput["planned"] {
  const waiting = all.lines
    .filter((line) => line.invoiceId !== invoiceId && line.state === "open")
    .map(({ transactionId, amount }) => ({ transactionId, amount: amount.toFixed() }));
  return [...waiting, ...skippedOf(all)];
}

export const ownCaptureIds = (lines: readonly PaymentLine[]): ReadonlySet<string> =>
  new Set(lines.flatMap(({ captureId }) => captureId ?? []));

/** Takes the order's payments into one hand at a time, in the caller's transaction. */
export async function lockOrder(tx: Tx, shop: string, orderId: OrderId): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Order" WHERE shop = ${shop} AND "orderId" = ${orderId} FOR UPDATE`;
}

/** Whether a capture of this order is on its way: then a reading may or may not hold it. */
export async function captureUnderWay(
  shop: string,
  orderId: OrderId,
  except: string | null,
): Promise<boolean> {
  const row = await db.task.findFirst({
    where: {
      shop,
      orderId,
      kind: "capturePayment",
      state: { in: [...OUT] },
      ...(except ? { id: { not: except } } : {}),
    },
    select: { id: true },
  });
  return row !== null;
}

/** When a capture of ours was last written down: a reading from before may not hold it. */
export const lastCaptureAt = (lines: readonly PaymentLine[]): Date | null =>
  lines.reduce<Date | null>(
    (latest, { captureId, updatedAt }) =>
      captureId !== null && (latest === null || updatedAt > latest) ? updatedAt : latest,
    null,
  );
