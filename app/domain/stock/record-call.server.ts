import type { TaskId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { DECIDE_STOCK } from "./jobs.ts";
import { levelSubject } from "./problem-subject.ts";
import type { CallResult, QuantityName, StockQuantity } from "./task-kinds/quantities.ts";

interface Call {
  name: QuantityName;
  quantities: readonly StockQuantity[];
}

/** What became of the levels of a call, in the transaction that makes its task done. What was not written is decided again. */
export async function recordCall(
  tx: Tx,
  { shop, taskId }: { shop: string; taskId: TaskId },
  { name, quantities }: Call,
  { written, stale, refused }: CallResult,
): Promise<void> {
  const rows = quantities.map(({ inventoryItemId, locationId, quantity }, at) => ({
    inventoryItemId,
    locationId,
    quantity,
    stale: stale.includes(at),
    message: refused.find((one) => one.at === at)?.message ?? null,
  }));
  const list = JSON.stringify(rows);
  if (written)
    await tx.$executeRaw`
      UPDATE "StockLevel" s SET
        available = CASE WHEN ${name} = 'available' THEN r.quantity ELSE coalesce(s.available, 0) + r.quantity - coalesce(s."onHand", 0) END,
        "onHand" = CASE WHEN ${name} = 'on_hand' THEN r.quantity ELSE coalesce(s."onHand", 0) + r.quantity - coalesce(s.available, 0) END,
        stocked = true, state = 'equal', reason = 'equal', message = NULL, "readAt" = ${now()}, "sentQuantity" = r.quantity, "sentAt" = ${now()}, "taskId" = NULL
      FROM jsonb_to_recordset(${list}::jsonb) AS r("inventoryItemId" text, "locationId" text, quantity int)
      WHERE s.shop = ${shop} AND s."inventoryItemId" = r."inventoryItemId" AND s."locationId" = r."locationId" AND s."taskId" = ${taskId}::uuid`;
  else
    await tx.$executeRaw`
      UPDATE "StockLevel" s SET state = CASE WHEN r.message IS NULL THEN 'new' ELSE 'problem' END,
        reason = CASE WHEN r.message IS NULL THEN 'notDecided' ELSE 'refused' END, message = r.message,
        dirty = s.dirty OR r.message IS NULL, "readAt" = CASE WHEN r.stale THEN NULL ELSE s."readAt" END, "taskId" = NULL
      FROM jsonb_to_recordset(${list}::jsonb) AS r("inventoryItemId" text, "locationId" text, stale boolean, message text)
      WHERE s.shop = ${shop} AND s."inventoryItemId" = r."inventoryItemId" AND s."locationId" = r."locationId" AND s."taskId" = ${taskId}::uuid`;
  await setProblems(
    tx,
    shop,
    "stock",
    rows
      .filter(({ message }) => written || message !== null)
      .map(({ inventoryItemId, locationId, message }) => ({
        subject: levelSubject(inventoryItemId, locationId),
        orderId: null,
        problems: message === null ? [] : [problem("stock-refused", { message }, message)],
      })),
  );
  if (!written || (await changedMeanwhile(tx, shop))) await addJob(tx, DECIDE_STOCK, { shop });
}

/** Nothing is refused of these levels any more: they are decided anew, or gone. */
export const clearRefused = (
  tx: Tx,
  shop: string,
  levels: readonly { inventoryItemId: string; locationId: string; reason: string }[],
): Promise<void> =>
  setProblems(
    tx,
    shop,
    "stock",
    levels
      .filter(({ reason }) => reason === "refused")
      .map(({ inventoryItemId, locationId }) => ({
        subject: levelSubject(inventoryItemId, locationId),
        orderId: null,
        problems: [],
      })),
  );

const changedMeanwhile = async (tx: Tx, shop: string): Promise<boolean> =>
  (await tx.stockLevel.findFirst({
    where: { shop, dirty: true },
    select: { inventoryItemId: true },
  })) !== null;

/** The levels of a task that failed say so; they stay its own, so that it can be tried again. */
export async function recordFailure(tx: Tx, shop: string, taskId: TaskId): Promise<void> {
  await tx.stockLevel.updateMany({
    where: { shop, taskId },
    data: { state: "problem", reason: "taskFailed" },
  });
}

/** A call that was put aside is not sent. Its levels say so, until their item changes or the next check decides them anew. */
export async function stockPutAside(tx: Tx, shop: string, taskId: TaskId): Promise<void> {
  await tx.stockLevel.updateMany({
    where: { shop, taskId },
    data: { state: "left", reason: "putAside", taskId: null },
  });
  if (await changedMeanwhile(tx, shop)) await addJob(tx, DECIDE_STOCK, { shop });
}
