import { randomUUID } from "node:crypto";
import type { InventoryItemId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import type { StockLevel } from "#app/db/generated/client.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import type { Availability, StockQuery } from "#app/erp/port/items.ts";
import { now } from "#app/lib/clock.ts";
import { erpAt, goodsKey } from "./erp-quantities.ts";
import { DECIDE_STOCK } from "./jobs.ts";
import { placeKey, unitsInErp } from "./open-orders.server.ts";
import { planLevel, soldBeside } from "./plan-level.ts";
import { STOCK } from "./problem-subject.ts";
import { readItems } from "./read-shopify.server.ts";
import { sendDiffering } from "./send.server.ts";
import { sharedGoods } from "./shared-goods.server.ts";
import type { StockCard } from "./stock-card.server.ts";
import { stockCard } from "./stock-card.server.ts";
import type { Decided } from "./store-decisions.server.ts";
import { storeDecisions } from "./store-decisions.server.ts";
import { storeRead } from "./store-levels.server.ts";
import { erpFailed, notConnected, readFailed, syncAtWork } from "./sync.server.ts";

const BATCH = 250;

/**
 * Decides on every level that changed, batch by batch, and sends what differs. What is read comes in this order, so that no unit is offered twice:
 * Shopify's quantities, then which open orders the ERP has, then the ERP's stock. A sale after the first makes the write stale; one that reached the ERP
 * in between is taken off twice, and given back by the next decision.
 */
export async function decideStock(shop: string): Promise<void> {
  if (!(await syncAtWork(shop))) return;
  const card = await stockCard(shop);
  const open = card && (await openPort(shop, card.connectionId));
  if (!card || !open) return notConnected(shop);
  const started = now();
  const traceId = randomUUID();
  let inErp: Map<string, number> | null = null;
  for (;;) {
    const seen = await dirtyLevels(shop);
    if (seen.length === 0) break;
    // Only orders that wait for shipping can be unknown to the ERP.
    if (inErp === null && seen.some(({ committed }) => committed > 0))
      inErp = await unitsInErp(shop);
    const unsure = unsureItems(seen, inErp ?? new Map(), started);
    let levels = seen;
    if (unsure.length > 0) {
      const read = await readItems(shop, unsure, traceId);
      if (!read.ok) return readFailed(shop, read.error);
      await storeRead(shop, read.value);
      inErp = await unitsInErp(shop);
      levels = await again(seen);
    }
    let decided: Decided[];
    try {
      decided = await decide(levels, { shop, card, open, inErp: inErp ?? new Map(), traceId });
    } catch (error) {
      return erpFailed(shop, error);
    }
    await storeDecisions(shop, decided);
    if (now().getTime() - started.getTime() < TURN_MS) continue;
    await addJob(db, DECIDE_STOCK, { shop });
    return;
  }
  await clearProblems(db, shop, "stock", STOCK);
  await sendDiffering(shop, card);
}

/** A level that is being sent is decided when that has ended. */
const dirtyLevels = (shop: string): Promise<StockLevel[]> =>
  db.stockLevel.findMany({
    where: { shop, dirty: true, state: { not: "sending" } },
    orderBy: [{ inventoryItemId: "asc" }, { locationId: "asc" }],
    take: BATCH,
  });

const again = (levels: readonly StockLevel[]): Promise<StockLevel[]> =>
  db.stockLevel.findMany({
    where: {
      OR: levels.map(({ shop, inventoryItemId, locationId }) => ({
        shop,
        inventoryItemId,
        locationId,
      })),
      state: { not: "sending" },
    },
  });

/** Items that must be read first: never read, or with sold units that the ERP may have got or shipped since. */
function unsureItems(
  levels: readonly StockLevel[],
  inErp: ReadonlyMap<string, number>,
  started: Date,
): InventoryItemId[] {
  const unsure = levels.filter(
    ({ readAt, committed, variantId, locationId }) =>
      readAt === null ||
      (readAt < started &&
        soldBeside({ committed, inErp: inErp.get(placeKey(variantId, locationId)) ?? 0 }) > 0),
  );
  return [...new Set(unsure.map(({ inventoryItemId }) => inventoryItemId))];
}

interface Ground {
  shop: string;
  card: StockCard;
  open: OpenPort;
  inErp: ReadonlyMap<string, number>;
  traceId: string;
}

async function decide(levels: readonly StockLevel[], ground: Ground): Promise<Decided[]> {
  const { shop, card, inErp } = ground;
  const known = levels.filter(({ tracked, erpId }) => tracked && erpId !== null);
  const answers = await askErp(known, ground);
  const shared = await sharedGoods(shop, known);
  return levels.map((level) => {
    const location = card.locations.find(({ id }) => id === level.locationId);
    const goods = goodsKey(level.erpId ?? "", level.variantCode, level.unit);
    const { erp, perUnit } =
      location && level.erpId !== null
        ? erpAt(answers.get(goods) ?? [], location, card.rules)
        : { erp: null, perUnit: null };
    const plan = planLevel(
      {
        match: level.match as "found" | "none" | "blocked",
        shared: shared.has(`${goods} ${level.locationId}`),
        locationShared: location?.shared ?? false,
        tracked: level.tracked,
        stocked: level.stocked,
        shopify: card.rules.quantity === "onHand" ? level.onHand : level.available,
        committed: level.committed,
        inErp: inErp.get(placeKey(level.variantId, level.locationId)) ?? 0,
        erp,
        perUnit: erp === null ? "1" : perUnit,
      },
      card.rules,
    );
    return { ...plan, level, erp, perUnit };
  });
}

/** One question for the whole batch: each item once, at all mapped locations. */
async function askErp(
  levels: readonly StockLevel[],
  { card, open, traceId }: Ground,
): Promise<Map<string, Availability[]>> {
  const queries = new Map<string, StockQuery>();
  for (const { erpId, variantCode, unit } of levels)
    if (erpId !== null)
      queries.set(goodsKey(erpId, variantCode, unit), {
        item: { kind: "item", id: erpId },
        ...(variantCode ? { variantCode } : {}),
        ...(unit ? { unit } : {}),
      });
  const codes = [...new Set(card.locations.flatMap(({ codes }) => codes))];
  const answers = new Map<string, Availability[]>();
  if (queries.size === 0 || codes.length === 0) return answers;
  for (const answer of await open.port.getAvailability([...queries.values()], codes, { traceId })) {
    const key = goodsKey(answer.item.id, answer.variantCode, answer.unit);
    answers.set(key, [...(answers.get(key) ?? []), answer]);
  }
  return answers;
}
