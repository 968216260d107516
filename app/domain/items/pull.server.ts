import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import type { FeedPage } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { erpFailed, notConnected } from "./exchange.server.ts";
import { itemCard } from "./item-card.server.ts";
import { DECIDE_ITEMS, PULL_ITEMS } from "./jobs.ts";
import { ITEMS } from "./problem-subject.ts";
import { storeChanged } from "./store-changed.server.ts";
import { forgetOthers } from "./store-decisions.server.ts";

const PAGE = 250;

/** Reads which items changed in the ERP page by page, each page with the cursor behind it in one transaction; then they are decided. */
export async function pullItems(shop: string): Promise<void> {
  const card = await itemCard(shop, "toShopify");
  if (!card) return;
  const { connectionId } = card;
  const open = await openPort(shop, connectionId);
  if (!open) return notConnected(shop);
  const started = now().getTime();
  const exchange = await db.itemExchange.findUnique({ where: { shop } });
  // A card that names another ERP has all of its items read.
  if (exchange?.connectionId !== connectionId)
    await forgetOthers({ shop, connectionId, direction: "toShopify" });
  const from = exchange?.connectionId === connectionId ? exchange.erpCursor : null;
  for (let cursor = from as Json, more = true; more;) {
    let page: FeedPage;
    try {
      page = await open.port.pull("items", cursor, PAGE, { traceId: randomUUID() });
    } catch (error) {
      return erpFailed(shop, error);
    }
    const changed = page.events.flatMap(({ ref, feed }) =>
      feed === "items" ? [{ erpId: ref.id, number: ref.number ?? "" }] : [],
    );
    await db.$transaction(async (tx) => {
      await storeChanged(tx, { shop, connectionId }, changed);
      const stands = { connectionId, erpCursor: page.cursor ?? Prisma.DbNull, pulledAt: now() };
      await tx.itemExchange.upsert({
        where: { shop },
        create: { shop, ...stands },
        update: stands,
      });
      if (!page.more) await addJob(tx, DECIDE_ITEMS, { shop });
    });
    cursor = page.cursor;
    more = page.more;
    if (!more || now().getTime() - started < TURN_MS) continue;
    await addJob(db, PULL_ITEMS, { shop });
    return;
  }
  await clearProblems(db, shop, "item", ITEMS);
}
