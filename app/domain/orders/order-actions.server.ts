import { RunId, type OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { now } from "#app/lib/clock.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { orderCards } from "./announce/order-cards.server.ts";
import { clearConflicts, happeningsNow, markConflicts } from "./conflicts/conflicts.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { AFTER_IMPORT } from "./import/jobs.ts";
import { requestImport } from "./import/import.server.ts";
import { readNow } from "./import/read-now.server.ts";
import { announceIds, announceNames } from "./announce/list-orders.server.ts";
import { readOrderNames } from "#app/domain/order-filter/order-names.ts";
import { newId } from "#app/lib/uuid.ts";
import { isOrderGid } from "#app/shopify/gid.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { startRun } from "#app/domain/runs/start-run.server.ts";

const orderIdsOf = (ids: readonly string[]): OrderId[] => [...new Set(ids.filter(isOrderGid))];

/** Imports chosen rows now, and unless the person says no, held ones too: the choice releases them (IMP-3). Excluded ones must be included first. */
export async function importSelected(
  shop: string,
  ids: readonly string[],
  by: string,
  held: "release" | "leave" = "release",
): Promise<{ runId: RunId | null; count: number }> {
  const chosen = orderIdsOf(ids);
  const at = now();
  const verdicts = held === "release" ? ["ready", "held", "error"] : ["ready", "error"];
  return db.$transaction(async (tx) => {
    const runId = RunId.parse(newId(at));
    const count = await tx.$executeRaw`
      UPDATE "OrderToImport" SET "verdict" = 'ready', "runId" = ${runId}::uuid, "nextAttemptAt" = NULL, "attempts" = 0,
        "reason" = CASE WHEN "verdict" = 'held' THEN jsonb_build_object('kind', 'released', 'params', jsonb_build_object('by', ${by}::text), 'cause', 'released')
          WHEN "reason" ->> 'kind' = 'released' THEN "reason" ELSE NULL END
      WHERE "shop" = ${shop} AND "orderId" = ANY(${chosen}::text[]) AND "verdict" = ANY(${verdicts})`;
    if (count === 0) return { runId: null, count };
    await startRun(tx, {
      shop,
      id: runId,
      kind: "importOrders",
      trigger: "click",
      state: "running",
      total: count,
      startedBy: by,
      startedAt: at,
      heartbeatAt: at,
    });
    await requestImport(tx, shop);
    return { runId, count };
  });
}

/** Takes orders out of the import until a person includes them again; later changes only mark them (I-26). */
export async function exclude(
  shop: string,
  ids: readonly string[],
  reason: string,
  by: string,
): Promise<number> {
  const { count } = await db.orderToImport.updateMany({
    where: { shop, orderId: { in: orderIdsOf(ids) }, verdict: { not: "excluded" } },
    data: {
      verdict: "excluded",
      reason: {
        kind: "excluded",
        params: { text: reason.trim().slice(0, 250), by },
        cause: "excluded",
      },
      changedSinceExcluded: false,
      nextAttemptAt: null,
    },
  });
  return count;
}

/** Takes excluded orders back: they are judged anew at once. */
export async function include(
  shop: string,
  ids: readonly string[],
): Promise<Result<number, ShopifyError>> {
  const rows = await db.orderToImport.findMany({
    where: { shop, orderId: { in: orderIdsOf(ids) }, verdict: "excluded" },
    select: { orderId: true },
  });
  const chosen = rows.map(({ orderId }) => orderId);
  if (chosen.length === 0) return ok(0);
  await db.orderToImport.updateMany({
    where: { shop, orderId: { in: chosen }, verdict: "excluded" },
    data: { verdict: "ready", changedSinceExcluded: false },
  });
  // The listing that made the row may be old.
  const answer = await announceIds(shop, chosen, {
    by: "click",
    cards: await orderCards(shop),
    archived: true,
    asked: true,
    force: true,
  });
  if (!answer.ok) return answer;
  await requestImport(db, shop);
  return ok(chosen.length);
}

const MOST_NAMES = 500;

/** Announces orders by pasted names and imports them. Says what was no name and what no order has. */
export async function importNames(
  shop: string,
  text: string,
  by: string,
): Promise<
  Result<
    {
      found: number;
      runId: RunId | null;
      unknown: string[];
      tooLong: string[];
      tooMany: number;
    },
    ShopifyError
  >
> {
  const { names, tooLong, tooMany } = readOrderNames(text, MOST_NAMES);
  if (names.length === 0) return ok({ found: 0, runId: null, unknown: [], tooLong, tooMany });
  const answer = await announceNames(shop, names, {
    by: "names",
    cards: await orderCards(shop),
    asked: true,
    force: true,
  });
  if (!answer.ok) return answer;
  const { ids, unknown } = answer.value;
  const { runId } = await importSelected(shop, ids, by);
  return ok({ found: ids.length, runId, unknown, tooLong, tooMany });
}

export type ResyncRefusal =
  | { kind: "not-found" }
  | { kind: "excluded" }
  | { kind: "failed"; message: string }
  | { kind: "shopify"; error: ShopifyError };

/** Reads one order again from Shopify, now (IMP-10). */
export async function resyncOrder(
  shop: string,
  orderId: OrderId,
  by: string,
): Promise<Result<"changed" | "unchanged" | "busy", ResyncRefusal>> {
  if (!isOrderGid(orderId)) return err({ kind: "not-found" });
  const answer = await readNow({ shop, by }, [orderId]);
  if (!answer.ok) return err({ kind: "shopify", error: answer.error });
  const { missing, announced, summary } = answer.value;
  if (missing.length > 0) return err({ kind: "not-found" });
  if (announced.excluded > 0) return err({ kind: "excluded" });
  if (announced.failed > 0) return resyncFailed(shop, orderId);
  if (summary.imported.includes(orderId)) return ok("changed");
  if (summary.unchanged.includes(orderId)) return ok("unchanged");
  if (!summary.failed.includes(orderId)) return ok("busy"); // another job holds it right now
  return resyncFailed(shop, orderId);
}

async function resyncFailed(
  shop: string,
  orderId: OrderId,
): Promise<{ ok: false; error: ResyncRefusal }> {
  const row = await db.orderToImport.findUnique({ where: { shop_orderId: { shop, orderId } } });
  const reason = row?.reason as { params?: { message?: string; part?: string } } | null | undefined;
  return err({ kind: "failed", message: reason?.params?.message ?? reason?.params?.part ?? "" });
}

/** Reads many orders again from Shopify, in the background: they are listed now and imported as a run. Gives how many, and the ids Shopify does not have. */
export async function resyncOrders(
  shop: string,
  ids: readonly string[],
  by: string,
): Promise<Result<{ count: number; missing: string[] }, ShopifyError>> {
  const answer = await announceIds(shop, orderIdsOf(ids), {
    by: "resync",
    cards: await orderCards(shop),
    archived: true,
    asked: true,
    force: true,
  });
  if (!answer.ok) return answer;
  const { count } = await importSelected(shop, ids, by);
  return ok({ count, missing: answer.value.missing });
}

/** The person has dealt with the change: what bears on the document now does not count as a conflict any more, a later change does (I-54). */
export async function resolveConflict(
  shop: string,
  orderId: OrderId,
  by: string,
  reason?: string,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const order = await tx.order.findUnique({ where: { shop_orderId: { shop, orderId } } });
    if (!order?.conflict) return false;
    await tx.order.updateMany({
      where: { shop, orderId },
      data: {
        resolvedVersionId: order.currentVersionId,
        resolvedHappenings: await happeningsNow(tx, order),
      },
    });
    await clearConflicts(tx, shop, [orderId]);
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "conflictResolved",
        actor: by,
        data: { versionId: order.currentVersionId, ...(reason ? { reason } : {}) },
      },
    ]);
    // Documents of its fulfillment orders may have waited for it.
    await addJob(tx, AFTER_IMPORT, { shop, orderIds: [orderId], newOrderIds: [], step: "shares" });
    return true;
  });
}

/** Takes a person's "resolved" back: the order is compared with its document again. */
export async function reopenConflict(shop: string, orderId: OrderId, by: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.order.updateMany({
      where: { shop, orderId, resolvedVersionId: { not: null } },
      data: { resolvedVersionId: null },
    });
    if (count === 0) return false;
    await recordEvents(tx, shop, [{ orderId, kind: "conflictReopened", actor: by, data: {} }]);
    await markConflicts(tx, shop, [orderId]);
    return true;
  });
}
