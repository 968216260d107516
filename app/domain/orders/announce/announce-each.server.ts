import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { isDatabaseTrouble } from "#app/db/database-trouble.ts";
import { err } from "#app/lib/result.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Announced, Announcement } from "./announce.server.ts";
import { announce, NOTHING_ANNOUNCED } from "./announce.server.ts";
import type { Listing } from "./listed-from-shopify.ts";

/**
 * Announces what was listed, in one transaction with `then` (the cursor moves with its page). When the database refuses it, one order after the
 * other, so that the refused one stands alone with its error and the rest of the page goes on.
 */
export async function announceEach(
  shop: string,
  listings: readonly Listing[],
  options: Announcement,
  then?: (tx: Tx) => Promise<void>,
): Promise<Announced> {
  try {
    // Without a cursor each order stands for itself.
    if (!then) return await announce(db, shop, listings, options);
    return await db.$transaction(
      async (tx) => {
        const announced = await announce(tx, shop, listings, options);
        await then(tx);
        return announced;
      },
      { timeout: 30_000 },
    );
  } catch (error) {
    if (isDatabaseTrouble(error) || listings.length === 0) throw error;
  }
  let sum = NOTHING_ANNOUNCED;
  for (const listing of listings) sum = added(sum, await announceOne(shop, listing, options));
  if (then) await db.$transaction(then);
  return sum;
}

async function announceOne(
  shop: string,
  listing: Listing,
  options: Announcement,
): Promise<Announced> {
  try {
    return await announce(db, shop, [listing], options);
  } catch (error) {
    if (isDatabaseTrouble(error)) throw error;
    const order = listing.ok ? listing.value : listing.error;
    logger.error({ shop, orderId: order.id, err: error }, "a listed order could not be stored");
    if (!listing.ok) return { ...NOTHING_ANNOUNCED, failed: 1 };
    const { id, name } = order;
    const refused = err({ id, name, part: "values", createdAt: null, updatedAt: null });
    return announceOne(shop, refused, options);
  }
}

const added = (a: Announced, b: Announced): Announced => ({
  ready: a.ready + b.ready,
  held: a.held + b.held,
  unchanged: a.unchanged + b.unchanged,
  leftOut: a.leftOut + b.leftOut,
  excluded: a.excluded + b.excluded,
  failed: a.failed + b.failed,
  taken: [...a.taken, ...b.taken],
});
