import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import type { FeedPage, InvoiceEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { exportCard } from "./export-card.server.ts";
import { DECIDE_INVOICES, PULL_INVOICES } from "./jobs.ts";
import { EXPORTS } from "./problem-subject.ts";
import { storeInvoices } from "./store-invoices.server.ts";
import { erpFailed, notConnected, syncOf } from "./sync.server.ts";

const PAGE = 100;

/** Reads the ERP's posted invoices page by page, each page with the cursor behind it in one transaction; then they are decided. */
export async function pullInvoices(shop: string): Promise<void> {
  const card = await exportCard(shop);
  if (!card) return;
  const open = await openPort(shop, card.connectionId);
  if (!open) return notConnected(shop);
  const sync = await syncOf(shop, card);
  const started = now().getTime();
  for (let cursor = sync.erpCursor as Json, more = true; more;) {
    let page: FeedPage;
    try {
      page = await open.port.pull("invoices", cursor, PAGE, { traceId: randomUUID() });
    } catch (error) {
      return erpFailed(shop, error);
    }
    const events = page.events.filter((event): event is InvoiceEvent => event.feed === "invoices");
    await db.$transaction(async (tx) => {
      await storeInvoices(tx, { shop, connectionId: card.connectionId, since: sync.since }, events);
      await tx.invoiceExport.updateMany({
        where: { shop },
        data: { erpCursor: page.cursor ?? Prisma.DbNull, pulledAt: now() },
      });
      if (!page.more) await addJob(tx, DECIDE_INVOICES, { shop });
    });
    cursor = page.cursor;
    more = page.more;
    if (!more || now().getTime() - started < TURN_MS) continue;
    await addJob(db, PULL_INVOICES, { shop });
    return;
  }
  await clearProblems(db, shop, "export", EXPORTS);
}
