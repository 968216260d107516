import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { now } from "#app/lib/clock.ts";
import { buyersOf } from "#app/domain/made-orders/buyers.server.ts";
import type { ExportCard } from "./export-card.server.ts";
import { exportCard } from "./export-card.server.ts";
import { followOrders } from "./follow.server.ts";
import { DECIDE_INVOICES } from "./jobs.ts";
import type { Buyer } from "#app/domain/made-orders/export-order.ts";
import { storedExportOrder } from "#app/domain/made-orders/export-order.ts";
import { storedExportTerms } from "./plan/export-terms.ts";
import { planExport } from "./plan/plan-export.ts";
import { type Read, readWaiting } from "./read-waiting.server.ts";
import { sendReady } from "./send.server.ts";
import { type Decision, storeDecisions } from "./store-decisions.server.ts";
import { erpFailed, notConnected } from "./sync.server.ts";

const BATCH = 50;

/** Reads and plans every invoice that waits, sends what is ready, and follows what is an order already. */
export async function decideInvoices(shop: string): Promise<void> {
  const card = await exportCard(shop);
  if (!card) return;
  const { connectionId } = card;
  const open = await openPort(shop, connectionId);
  if (!open) return notConnected(shop);
  const started = now().getTime();
  for (;;) {
    const rows = await db.exportedInvoice.findMany({
      where: { shop, connectionId, state: "waiting" },
      orderBy: [{ postedAt: "asc" }, { id: "asc" }],
      take: BATCH,
    });
    if (rows.length === 0) break;
    const { read, error } = await readWaiting(rows, open);
    const buyers = await buyersOf(shop, connectionId, read.flatMap(billToOf));
    await storeDecisions(
      shop,
      read.map((one) => decision(one, card, buyers)),
    );
    if (error !== undefined) return erpFailed(shop, error);
    if (now().getTime() - started < TURN_MS) continue;
    await addJob(db, DECIDE_INVOICES, { shop });
    break;
  }
  await sendReady(shop);
  await followOrders(shop, card);
}

const billToOf = ({ invoice }: Read): string[] => ("refused" in invoice ? [] : [invoice.billTo.id]);

function decision(
  { row: { id, dedupeKey, key }, invoice }: Read,
  card: ExportCard,
  buyers: ReadonlyMap<string, Buyer>,
): Decision {
  const nothing = { id, dedupeKey, reason: null, detail: "", order: null, terms: null };
  if ("refused" in invoice)
    return { ...nothing, state: "failed", reason: "erp", detail: invoice.refused };
  const read = { ...nothing, customer: invoice.billTo.number ?? "" };
  if (invoice.status === "cancelled" || invoice.status === "reopened")
    return { ...read, state: "cancelled" };
  const buyer = buyers.get(invoice.billTo.id) ?? null;
  const plan = planExport(invoice, { ...card, key, buyer });
  return "reason" in plan
    ? { ...read, state: "excluded", reason: plan.reason, detail: plan.detail }
    : {
        ...read,
        state: "ready",
        order: storedExportOrder.store(plan.order),
        terms: plan.terms && storedExportTerms.store(plan.terms),
      };
}
