import { db, type Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { InvoiceExport } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, startOfDay } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import type { ExportCard } from "./export-card.server.ts";
import { DECIDE_INVOICES, PULL_INVOICES } from "./jobs.ts";
import { EXPORTS, exportSubject } from "./problem-subject.ts";
import { EXPORT } from "#app/domain/made-orders/states.ts";

/** How far the shop's invoices are read. A card that names another ERP, or an earlier day, has all of them read again. */
export async function syncOf(shop: string, card: ExportCard): Promise<InvoiceExport> {
  const { connectionId } = card;
  const startedAt = now();
  const begun = await db.invoiceExport.upsert({
    where: { shop },
    create: { shop, connectionId, since: sinceOf(card, startedAt), startedAt },
    update: {},
  });
  const since = sinceOf(card, begun.startedAt);
  if (begun.connectionId === connectionId && begun.since.getTime() === since.getTime())
    return begun;
  const again = begun.connectionId !== connectionId || since < begun.since;
  return db.invoiceExport.update({
    where: { shop },
    data: { connectionId, since, ...(again ? { erpCursor: Prisma.DbNull } : {}) },
  });
}

const sinceOf = ({ from, timeZone }: ExportCard, startedAt: Date): Date =>
  from ?? startOfDay(timeZone, dayIn(timeZone, startedAt));

/** An invoice was posted, paid or cancelled just now: it is not left waiting for the next question. */
export async function invoicesPosted(shop: string, cards: readonly Card[]): Promise<void> {
  if (cards.some(({ connectionId, settings }) => connectionId !== null && settings.exportInvoices))
    await addJob(db, PULL_INVOICES, { shop });
}

export const readNow = (shop: string): Promise<void> => addJob(db, PULL_INVOICES, { shop });

/** The merchant has seen which invoices become orders: they are sent now and from now on. */
export async function startSending(shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.invoiceExport.updateMany({ where: { shop }, data: { sending: true } });
    await addJob(tx, DECIDE_INVOICES, { shop });
  });
}

/** Nothing more is sent until the merchant says so again. What is on its way goes on. */
export async function stopSending(shop: string): Promise<void> {
  await db.invoiceExport.updateMany({ where: { shop }, data: { sending: false } });
}

/** S1's Update Document: −1 and −2 become 0. Each is read and decided anew; says how many. */
export async function retryInvoices(shop: string, ids: readonly string[]): Promise<number> {
  return db.$transaction(async (tx) => {
    const rows = await tx.exportedInvoice.updateManyAndReturn({
      where: {
        shop,
        id: { in: ids.filter(isUuid) },
        state: { in: EXPORT.before("waiting").filter((state) => state !== "cancelled") },
        orderId: null,
      },
      data: { state: "waiting", reason: null, detail: "", taskId: null, updatedAt: now() },
      select: { id: true },
    });
    await clear(tx, shop, rows);
    if (rows.length > 0) await addJob(tx, DECIDE_INVOICES, { shop });
    return rows.length;
  });
}

const clear = (tx: Tx, shop: string, rows: readonly { id: string }[]): Promise<void> =>
  setProblems(
    tx,
    shop,
    "export",
    rows.map(({ id }) => ({ subject: exportSubject(id), orderId: null, problems: [] })),
  );

const PASSING = new Set(["unavailable", "rateLimited", "ambiguous", "versionConflict"]);

/** What the ERP answers to all of it: shown as a problem; what passes is tried again by the queue. */
export async function erpFailed(shop: string, error: unknown): Promise<void> {
  if (!(error instanceof ErpError)) throw error;
  await raiseProblem(db, shop, "export", { ...EXPORTS, problem: problemOf(error.detail) });
  if (PASSING.has(error.detail.class)) throw error;
}

export const notConnected = (shop: string): Promise<void> =>
  raiseProblem(db, shop, "export", { ...EXPORTS, problem: problem("erp-not-connected") });
