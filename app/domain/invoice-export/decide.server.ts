import { randomUUID } from "node:crypto";
import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { ExportedInvoice } from "#app/db/generated/client.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { now } from "#app/lib/clock.ts";
import type { ExportCard } from "./export-card.server.ts";
import { exportCard } from "./export-card.server.ts";
import { followOrders } from "./follow.server.ts";
import { DECIDE_INVOICES } from "./jobs.ts";
import { buyersOf } from "./buyers.server.ts";
import { storedExportOrder } from "./plan/export-order.ts";
import { planExport } from "./plan/plan-export.ts";
import { sendReady } from "./send.server.ts";
import { erpFailed, notConnected } from "./sync.server.ts";

const BATCH = 50;

/** Reads and plans every invoice that waits, sends what is ready, and follows what is an order already. */
export async function decideInvoices(shop: string): Promise<void> {
  const card = await exportCard(shop);
  if (!card) return;
  const open = await openPort(shop, card.connectionId);
  if (!open) return notConnected(shop);
  const started = now().getTime();
  const { connectionId } = card;
  for (;;) {
    const rows = await db.exportedInvoice.findMany({
      where: { shop, connectionId, state: "waiting" },
      orderBy: [{ postedAt: "asc" }, { id: "asc" }],
      take: BATCH,
    });
    if (rows.length === 0) break;
    try {
      for (const row of rows) await decideOne(row, card, open);
    } catch (error) {
      return erpFailed(shop, error);
    }
    if (now().getTime() - started < TURN_MS) continue;
    await addJob(db, DECIDE_INVOICES, { shop });
    break;
  }
  await sendReady(shop);
  await followOrders(shop);
}

/** Stored only while the invoice is what was read: one that changed meanwhile is decided again. */
async function decideOne(row: ExportedInvoice, card: ExportCard, open: OpenPort): Promise<void> {
  const decided = await decision(row, card, open);
  await db.exportedInvoice.updateMany({
    where: { shop: row.shop, id: row.id, state: "waiting", dedupeKey: row.dedupeKey },
    data: { ...decided, updatedAt: now() },
  });
}

const NO_ORDER = { order: Prisma.DbNull };
/** What will not be otherwise when it is asked again. */
const LASTING = new Set(["gone", "notFound", "validation"]);

async function decision(
  row: ExportedInvoice,
  card: ExportCard,
  open: OpenPort,
): Promise<Prisma.ExportedInvoiceUpdateManyMutationInput> {
  const ref = { kind: "salesInvoice" as const, id: row.erpId, number: row.number };
  let invoice;
  try {
    invoice = await open.port.readPostedInvoice(ref, { traceId: randomUUID() });
  } catch (error) {
    if (!(error instanceof ErpError) || !LASTING.has(error.detail.class)) throw error;
    return { state: "failed", reason: "erp", detail: error.detail.message, ...NO_ORDER };
  }
  const customer = invoice.billTo.number ?? "";
  if (invoice.status === "cancelled" || invoice.status === "reopened")
    return { state: "cancelled", customer, ...NO_ORDER };
  const buyers = await buyersOf(row.shop, row.connectionId satisfies ConnectionId, [
    invoice.billTo.id,
  ]);
  const plan = planExport(invoice, {
    ...card,
    key: row.key,
    buyer: buyers.get(invoice.billTo.id) ?? null,
  });
  if ("reason" in plan)
    return { state: "excluded", reason: plan.reason, detail: plan.detail, customer, ...NO_ORDER };
  return {
    state: "ready",
    reason: null,
    detail: "",
    customer,
    order: storedExportOrder.store(plan.order),
  };
}
