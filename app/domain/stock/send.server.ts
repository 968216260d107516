import { randomUUID } from "node:crypto";
import { db, type Tx } from "#app/db/client.server.ts";
import type { StockLevel } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { clearProblems, raiseProblem } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { TaskRow } from "#app/tasks/enqueue.server.ts";
import type { TaskId } from "#app/lib/ids.ts";
import type { Loss } from "./consent.ts";
import { needsConsent } from "./consent.ts";
import { STOCK } from "./problem-subject.ts";
import type { StockCard } from "./stock-card.server.ts";
import { activateStock } from "./task-kinds/activate-stock.server.ts";
import { setStock } from "./task-kinds/set-stock.server.ts";

/** Shopify takes this many quantities in a call. */
const AT_ONCE = 250;
const TRANSACTION = { timeout: 30_000, maxWait: 30_000 };

/** What differs becomes tasks, unless the merchant has not seen it yet, or too much has disappeared at once. */
export async function sendDiffering(shop: string, { settings, rules }: StockCard): Promise<void> {
  const sync = await db.stockSync.findFirst({ where: { shop, wanted: true } });
  if (!sync) return;
  const loss = await lossOf(shop);
  if (needsConsent(loss, settings.stockLossPercent)) return hold(shop, loss);
  await accept(shop);
  if (!sync.sending) return;
  const name = rules.quantity === "onHand" ? ("on_hand" as const) : ("available" as const);
  while ((await enqueue(shop, "differs", (levels) => [oneCall(shop, levels, name)])) > 0);
  while (
    (await enqueue(shop, "activate", (levels) =>
      levels.map((level) => oneActivation(shop, level, name)),
    )) > 0
  );
}

interface Planned {
  row: TaskRow;
  levels: readonly StockLevel[];
}

/** Tasks of the next levels with this reason, and the levels marked as theirs, in one transaction; says how many levels. */
function enqueue(
  shop: string,
  reason: "differs" | "activate",
  plan: (levels: StockLevel[]) => Planned[],
): Promise<number> {
  return db.$transaction(async (tx) => {
    const levels = await tx.stockLevel.findMany({
      where: { shop, state: "differs", reason, dirty: false },
      orderBy: [{ title: "asc" }, { inventoryItemId: "asc" }, { locationId: "asc" }],
      take: AT_ONCE,
    });
    if (levels.length === 0) return 0;
    const planned = plan(levels);
    await storeTasks(
      tx,
      planned.map(({ row }) => row),
    );
    await markSending(tx, shop, planned);
    return levels.length;
  }, TRANSACTION);
}

function oneCall(shop: string, levels: StockLevel[], name: "available" | "on_hand"): Planned {
  const quantities = levels.flatMap((level) => {
    const from = name === "on_hand" ? level.onHand : level.available;
    return level.wanted === null || from === null
      ? []
      : [
          {
            inventoryItemId: level.inventoryItemId,
            locationId: level.locationId,
            quantity: level.wanted,
            from,
          },
        ];
  });
  const payload = { call: randomUUID(), name, quantities };
  return { row: planTask(setStock, { shop, payload, createdBy: "stock" }), levels };
}

function oneActivation(shop: string, level: StockLevel, name: "available" | "on_hand"): Planned {
  const { inventoryItemId, locationId, wanted } = level;
  const payload = { call: randomUUID(), name, inventoryItemId, locationId, quantity: wanted ?? 0 };
  return { row: planTask(activateStock, { shop, payload, createdBy: "stock" }), levels: [level] };
}

async function markSending(tx: Tx, shop: string, planned: readonly Planned[]): Promise<void> {
  const rows = planned.flatMap(({ row, levels }) =>
    levels.map(({ inventoryItemId, locationId }) => ({
      inventoryItemId,
      locationId,
      taskId: row.id satisfies TaskId,
    })),
  );
  await tx.$executeRaw`
    UPDATE "StockLevel" s SET state = 'sending', reason = 'sending', "taskId" = r."taskId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("inventoryItemId" text, "locationId" text, "taskId" uuid)
    WHERE s.shop = ${shop} AND s."inventoryItemId" = r."inventoryItemId" AND s."locationId" = r."locationId"`;
}

async function lossOf(shop: string): Promise<Loss> {
  const [loss] = await db.$queryRaw<Loss[]>`
    SELECT count(*)::int AS had, count(*) FILTER (WHERE coalesce("erpQuantity", 0) <= 0)::int AS gone
    FROM "StockLevel" WHERE shop = ${shop} AND "erpAccepted" > 0`;
  return loss ?? { had: 0, gone: 0 };
}

/** Stops and asks: the problem leads to the page where a person says what is true. */
async function hold(shop: string, { had, gone }: Loss): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.stockSync.updateMany({
      where: { shop },
      data: { heldAt: now(), heldGone: gone, heldOf: had },
    });
    await raiseProblem(tx, shop, "stock", {
      ...STOCK,
      problem: problem("stock-held", { gone, had }),
    });
  });
}

/** The ERP's quantities are believed: later losses are measured against them. */
async function accept(shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "StockLevel" SET "erpAccepted" = "erpQuantity"
      WHERE shop = ${shop} AND "erpAccepted" IS DISTINCT FROM "erpQuantity"`;
    const { count } = await tx.stockSync.updateMany({
      where: { shop, heldAt: { not: null } },
      data: { heldAt: null },
    });
    if (count > 0) await clearProblems(tx, shop, "stock", STOCK);
  });
}
