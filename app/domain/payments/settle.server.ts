import type { InvoiceId, TransactionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { LineState } from "./states.ts";
import { INVOICE_BY_LINE } from "./states.ts";

export const asJson = (value: ProblemValue | null) =>
  value === null ? Prisma.DbNull : storedReason.store(value);

export interface Settled {
  state: LineState;
  reason?: ProblemValue | null;
  captureId?: TransactionId;
  /** Added to what was captured with this line. */
  captured?: Decimal;
  amount?: Decimal;
}

/** Writes what became of a payment line, its problem, and what that makes of its invoice. */
export async function settleLine(
  tx: Tx,
  shop: string,
  lineId: string,
  { state, reason = null, captureId, captured, amount }: Settled,
): Promise<void> {
  const [line] = await tx.paymentLine.updateManyAndReturn({
    where: { shop, id: lineId },
    data: {
      state,
      reason: asJson(reason),
      updatedAt: now(),
      ...(captureId === undefined ? {} : { captureId }),
      ...(captured === undefined ? {} : { captured: { increment: captured } }),
      ...(amount === undefined ? {} : { amount }),
    },
    select: { invoiceId: true, orderId: true },
  });
  if (!line) return;
  await setProblems(tx, shop, "payment", [
    {
      subject: lineSubject(lineId),
      orderId: line.orderId,
      problems: state === "failed" && reason ? [reason] : [],
    },
  ]);
  await settleInvoices(tx, shop, [line.invoiceId]);
}

export const lineSubject = (lineId: string): string => `paymentLine:${lineId}`;
export const invoiceSubject = (invoiceId: InvoiceId): string => `invoice:${invoiceId}`;

/** The gravest line of each of these invoices: its reason, and the state it gives the invoice. */
const gravestLines = (shop: string, invoiceIds: readonly string[]): Prisma.Sql => Prisma.sql`
  SELECT DISTINCT ON (l."invoiceId") l."invoiceId", l.reason, r.invoice AS state
  FROM "PaymentLine" l JOIN unnest(${Object.keys(INVOICE_BY_LINE)}::text[], ${Object.values(INVOICE_BY_LINE)}::text[]) WITH ORDINALITY AS r(line, invoice, rank) ON r.line = l.state
  WHERE l.shop = ${shop} AND l."invoiceId" = ANY(${[...invoiceIds]}::uuid[])
  ORDER BY l."invoiceId", r.rank, l."createdAt"`;

/** The payments of these invoices were read and their lines saved. `reason`: why one has none. */
export async function invoicesRead(
  tx: Tx,
  shop: string,
  invoices: readonly { invoiceId: InvoiceId; reason: ProblemValue | null }[],
): Promise<void> {
  if (invoices.length === 0) return;
  const at = now();
  const ids = invoices.map(({ invoiceId }) => invoiceId);
  const without = invoices.map(({ reason }) =>
    reason === null ? "" : JSON.stringify(storedReason.store(reason)),
  );
  await tx.$executeRaw`
    UPDATE "PostedInvoice" i SET state = COALESCE(s.state, 'nothing'),
      reason = CASE WHEN s.state IS NULL THEN NULLIF(w.without, '')::jsonb ELSE s.reason END,
      "readAt" = ${at}, "updatedAt" = ${at}
    FROM unnest(${ids}::uuid[], ${without}::text[]) AS w(id, without) LEFT JOIN (${gravestLines(shop, ids)}) s ON s."invoiceId" = w.id
    WHERE i.shop = ${shop} AND i.id = w.id`;
}

/** An invoice's state follows from its payment lines; one that was cancelled or skipped stays so. The gravest line's reason is the invoice's. */
export async function settleInvoices(
  tx: Tx,
  shop: string,
  invoiceIds: readonly InvoiceId[],
): Promise<void> {
  if (invoiceIds.length > 0) await tx.$executeRaw(settledInvoices(shop, invoiceIds));
}

/** The same as a statement, for a caller whose own takes it in. */
export const settledInvoices = (shop: string, invoiceIds: readonly string[]): Prisma.Sql =>
  Prisma.sql`UPDATE "PostedInvoice" i SET state = s.state, reason = s.reason, "updatedAt" = ${now()}
    FROM (${gravestLines(shop, invoiceIds)}) s
    WHERE i.shop = ${shop} AND i.id = s."invoiceId" AND i.state NOT IN ('cancelled', 'skipped', 'new', 'reading')`;
