import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { FeedPage } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { DECIDE_STOCK, PULL_STOCK } from "./jobs.ts";
import { stockCard } from "./stock-card.server.ts";
import { erpFailed, notConnected, syncAtWork } from "./sync.server.ts";

const PAGE = 500;

/**
 * Marks the levels of items whose stock changed in the ERP, page by page, each page with the cursor behind it in one transaction; then they are decided.
 * An ERP without such a feed is left to the daily check.
 */
export async function pullStock(shop: string): Promise<void> {
  const sync = await syncAtWork(shop);
  const card = sync && (await stockCard(shop));
  if (!sync || !card?.settings.stockOnChange) return;
  const open = await openPort(shop, card.connectionId);
  if (!open) return notConnected(shop);
  const started = now().getTime();
  for (let cursor = sync.erpCursor as Json, more = true; more;) {
    let page: FeedPage;
    try {
      page = await open.port.pull("stock", cursor, PAGE, { traceId: randomUUID() });
    } catch (error) {
      if (error instanceof ErpError && error.detail.class === "unsupported") return;
      return erpFailed(shop, error);
    }
    const ids = [...new Set(page.events.map(({ ref }) => ref.id))];
    await db.$transaction(async (tx) => {
      await tx.stockLevel.updateMany({
        where: { shop, erpId: { in: ids } },
        data: { dirty: true },
      });
      await tx.stockSync.updateMany({
        where: { shop },
        data: { erpCursor: page.cursor ?? Prisma.DbNull, pulledAt: now() },
      });
      // Not before the feed is read: what changed together goes out in whole calls.
      if (!page.more) await addJob(tx, DECIDE_STOCK, { shop });
    });
    cursor = page.cursor;
    more = page.more;
    if (!more || now().getTime() - started < TURN_MS) continue;
    await addJob(db, PULL_STOCK, { shop });
    return;
  }
}
