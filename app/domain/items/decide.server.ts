import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { decideItemsOf } from "./decide-items.server.ts";
import { decideVariants } from "./decide-variants.server.ts";
import { erpFailed, notConnected, shopifyFailed } from "./exchange.server.ts";
import { itemCard, type ItemCard } from "./item-card.server.ts";
import { DECIDE_ITEMS } from "./jobs.ts";
import { ITEMS } from "./problem-subject.ts";
import { readVariants } from "./read-shopify.server.ts";
import { sendWanted } from "./send.server.ts";
import { DIRECTIONS, type Direction } from "./states.ts";
import { excludeTwins, storeDecisions, storeGone, type Decided } from "./store-decisions.server.ts";

const BATCH = 50;

/** Reads and decides all that waits, and creates what people asked for. */
export async function decideItems(shop: string): Promise<void> {
  for (const direction of DIRECTIONS)
    if (!(await decideAll(shop, direction))) return addJob(db, DECIDE_ITEMS, { shop });
}

interface Batch {
  shop: string;
  card: ItemCard;
  open: OpenPort;
  sourceIds: string[];
}

/** Side by side; what is not among the answers is there no more. Throws ErpError when the ERP does not answer. */
const DECIDE: Record<Direction, (batch: Batch) => Promise<Result<Decided[], ShopifyError>>> = {
  async toErp({ shop, card, open, sourceIds }) {
    const read = await readVariants(shop, sourceIds);
    if (!read.ok) return read;
    return ok(await decideVariants({ card, open, variants: read.value, traceId: randomUUID() }));
  },
  async toShopify({ shop, card, open, sourceIds }) {
    const traceId = randomUUID();
    const items = await open.port.readItems(sourceIds, { traceId });
    return decideItemsOf({ shop, card, open, items, traceId });
  },
};

/** False: not finished, and others have the worker first. */
async function decideAll(shop: string, direction: Direction): Promise<boolean> {
  const card = await itemCard(shop, direction);
  if (!card) return true;
  const { connectionId } = card;
  const open = await openPort(shop, connectionId);
  if (!open) {
    await notConnected(shop);
    return true;
  }
  const side = { shop, connectionId, direction };
  const started = now().getTime();
  for (let after = ""; ;) {
    const readAt = now();
    const rows = await db.itemSync.findMany({
      where: { ...side, state: "waiting", sourceId: { gt: after } },
      orderBy: { sourceId: "asc" },
      take: BATCH,
      select: { sourceId: true },
    });
    const sourceIds = rows.map(({ sourceId }) => sourceId);
    const last = sourceIds.at(-1);
    if (last === undefined) break;
    after = last;
    let decided;
    try {
      decided = await DECIDE[direction]({ shop, card, open, sourceIds });
    } catch (error) {
      await erpFailed(shop, error);
      return true;
    }
    if (!decided.ok) {
      await shopifyFailed(shop, decided.error);
      return true;
    }
    await storeDecisions(side, decided.value, { readAt, foundAt: readAt });
    const known = new Set(decided.value.map(({ sourceId }) => sourceId));
    const gone = sourceIds.filter((id) => !known.has(id));
    if (gone.length > 0) await storeGone(side, { sourceIds: gone });
    if (now().getTime() - started > TURN_MS) return false;
  }
  // Without a mapping by SKU the SKU tells nobody apart.
  if (direction === "toShopify" || card.settings.skuMapping !== "none")
    await db.$transaction((tx) => excludeTwins(tx, side));
  await clearProblems(db, shop, "item", ITEMS);
  await sendWanted(shop, direction, open);
  return true;
}
