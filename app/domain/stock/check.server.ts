import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { now } from "#app/lib/clock.ts";
import { CHECK_STOCK, DECIDE_STOCK } from "./jobs.ts";
import { matchItems } from "./match-items.server.ts";
import { readItemPage } from "./read-shopify.server.ts";
import { stockCard } from "./stock-card.server.ts";
import { forget, storeLevels } from "./store-levels.server.ts";
import { erpFailed, notConnected, readFailed, syncAtWork } from "./sync.server.ts";

/** From `after` to the end of Shopify's items, page by page; a long list is left for a later turn. What was found is then decided. */
export async function checkStock(shop: string, after: string | null, since: Date): Promise<void> {
  const sync = await syncAtWork(shop);
  // Another check began, or none is wanted any more.
  if (sync?.checkingAt?.getTime() !== since.getTime()) return;
  const card = await stockCard(shop);
  const open = card && (await openPort(shop, card.connectionId));
  if (!card || !open) {
    await db.stockSync.updateMany({ where: { shop }, data: { checkingAt: null } });
    return notConnected(shop);
  }
  const traceId = randomUUID();
  const started = now().getTime();
  for (let cursor = after; ;) {
    const page = await readItemPage(shop, cursor);
    if (!page.ok) return readFailed(shop, page.error);
    const { items, next } = page.value;
    const sold = items.flatMap((item) => (item.variant ? [{ item, variant: item.variant }] : []));
    let matched;
    try {
      matched = await matchItems(
        open,
        card.settings,
        sold.map(({ item, variant }) => ({
          id: variant.id,
          sku: item.sku,
          barcode: variant.barcode ?? null,
          options: variant.selectedOptions,
        })),
        { traceId, foundBy: "stock" },
      );
    } catch (error) {
      return erpFailed(shop, error);
    }
    await storeLevels(
      shop,
      card.locations,
      sold.flatMap(({ item, variant }) => {
        const match = matched.get(variant.id);
        return match ? [{ item, variantId: variant.id, title: variant.displayName, match }] : [];
      }),
      since,
    );
    if (next === null) break;
    cursor = next;
    if (now().getTime() - started < TURN_MS) continue;
    await addJob(db, CHECK_STOCK, { shop, after: cursor, since: since.toISOString() });
    return;
  }
  // Deleted in Shopify, or at a location that shows no stock any more.
  await forget(shop, { foundAt: { lt: since } });
  await db.$transaction(async (tx) => {
    await tx.stockSync.updateMany({
      where: { shop, checkingAt: since },
      data: { checkingAt: null, checkedAt: now() },
    });
    await addJob(tx, DECIDE_STOCK, { shop });
  });
}
