import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import type { ChangeEvent, FeedPage } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { DECIDE_SALES_ORDERS, PULL_SALES_ORDERS } from "./jobs.ts";
import { orderCard } from "./order-card.server.ts";
import { ORDER_EXPORTS } from "./problem-subject.ts";
import { storeOrders } from "./store-orders.server.ts";
import { erpFailed, notConnected, syncOf } from "./sync.server.ts";

const PAGE = 100;

/** Reads which sales orders changed in the ERP page by page, each page with the cursor behind it in one transaction; then they are decided. */
export async function pullSalesOrders(shop: string): Promise<void> {
  const card = await orderCard(shop);
  if (!card) return;
  const { connectionId } = card;
  const open = await openPort(shop, connectionId);
  if (!open) return notConnected(shop);
  const sync = await syncOf(shop, card);
  const started = now().getTime();
  for (let cursor = sync.erpCursor as Json, more = true; more;) {
    let page: FeedPage;
    try {
      page = await open.port.pull("orders", cursor, PAGE, { traceId: randomUUID() });
    } catch (error) {
      return erpFailed(shop, error);
    }
    const events = page.events.filter(
      (event): event is ChangeEvent => event.feed === "orders" && event.ref.kind === "salesOrder",
    );
    await db.$transaction(async (tx) => {
      await storeOrders(tx, { shop, connectionId, since: sync.since }, events);
      await tx.orderExport.updateMany({
        where: { shop },
        data: { erpCursor: page.cursor ?? Prisma.DbNull, pulledAt: now() },
      });
      if (!page.more) await addJob(tx, DECIDE_SALES_ORDERS, { shop });
    });
    cursor = page.cursor;
    more = page.more;
    if (!more || now().getTime() - started < TURN_MS) continue;
    await addJob(db, PULL_SALES_ORDERS, { shop });
    return;
  }
  await clearProblems(db, shop, "export", ORDER_EXPORTS);
}
