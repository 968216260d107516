import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { now } from "#app/lib/clock.ts";
import { decideVariants } from "./decide-variants.server.ts";
import { endCheck, erpFailed, notConnected, shopifyFailed } from "./exchange.server.ts";
import { itemCard } from "./item-card.server.ts";
import { CHECK_ITEMS, DECIDE_ITEMS } from "./jobs.ts";
import { readVariantPage } from "./read-shopify.server.ts";
import { forgetOthers, storeDecisions, storeGone } from "./store-decisions.server.ts";

/** From `after` to the end of Shopify's variants, page by page, each decided as it is read; a long list is left for a later turn. */
export async function checkItems(shop: string, after: string | null, since: Date): Promise<void> {
  const exchange = await db.itemExchange.findUnique({ where: { shop } });
  // Another check began since.
  if (exchange?.checkingAt?.getTime() !== since.getTime()) return;
  const card = await itemCard(shop, "toErp");
  if (!card) {
    await endCheck(shop);
    return;
  }
  const open = await openPort(shop, card.connectionId);
  if (!open) return notConnected(shop);
  const side = { shop, connectionId: card.connectionId, direction: "toErp" } as const;
  if (after === null) await forgetOthers(side);
  const started = now().getTime();
  for (let cursor = after; ;) {
    const readAt = now();
    const page = await readVariantPage(shop, cursor);
    if (!page.ok) return shopifyFailed(shop, page.error);
    const { variants, next } = page.value;
    let decided;
    try {
      decided = await decideVariants({ card, open, variants, traceId: randomUUID() });
    } catch (error) {
      return erpFailed(shop, error);
    }
    await storeDecisions(side, decided, { readAt, foundAt: since });
    if (next === null) break;
    cursor = next;
    if (now().getTime() - started < TURN_MS) continue;
    await addJob(db, CHECK_ITEMS, { shop, after: cursor, since: since.toISOString() });
    return;
  }
  await storeGone(side, { foundBefore: since });
  await db.$transaction(async (tx) => {
    await tx.itemExchange.updateMany({
      where: { shop, checkingAt: since },
      data: { checkingAt: null, checkedAt: now() },
    });
    await addJob(tx, DECIDE_ITEMS, { shop });
  });
}
