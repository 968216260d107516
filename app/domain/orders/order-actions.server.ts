import { db } from "#app/db/client.server.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { now } from "#app/lib/clock.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { orderCards } from "./announce/order-cards.server.ts";
import { clearConflicts } from "./conflicts/conflicts.server.ts";
import { importWaiting, requestImport } from "./import/import.server.ts";
import { announceIds, announceNames } from "./announce/list-orders.server.ts";
import { parseOrderNames } from "./announce/order-names.ts";
import { newId } from "#app/lib/uuid.ts";
import { isOrderGid } from "#app/shopify/gid.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { startRun } from "#app/domain/runs/start-run.server.ts";

const MOST = 1_000;
const orderIdsOf = (ids: readonly string[]): string[] =>
  [...new Set(ids.filter(isOrderGid))].slice(0, MOST);

/** Imports chosen rows now, held ones too: a person's choice releases them (IMP-3). Excluded ones must be included first. */
export async function importSelected(
  shop: string,
  ids: readonly string[],
  by: string,
): Promise<{ runId: string | null; count: number }> {
  const chosen = orderIdsOf(ids);
  const at = now();
  return db.$transaction(async (tx) => {
    const runId = newId(at);
    const count = await tx.$executeRaw`
      UPDATE "OrderToImport" SET "verdict" = 'ready', "runId" = ${runId}::uuid, "nextAttemptAt" = NULL, "attempts" = 0,
        "reason" = CASE WHEN "verdict" = 'held' THEN jsonb_build_object('kind', 'released', 'params', jsonb_build_object('by', ${by}::text), 'cause', 'released') ELSE NULL END
      WHERE "shop" = ${shop} AND "orderId" = ANY(${chosen}::text[]) AND "verdict" IN ('ready', 'held', 'error')`;
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
    force: true,
  });
  if (!answer.ok) return answer;
  await requestImport(db, shop);
  return ok(chosen.length);
}

/** Announces orders by pasted names and imports them. Says what was no name and what no order has. */
export async function importNames(
  shop: string,
  text: string,
  by: string,
): Promise<
  Result<
    {
      found: number;
      runId: string | null;
      unknown: string[];
      malformed: { text: string; why: string }[];
      tooMany: number;
    },
    ShopifyError
  >
> {
  const { names, malformed, tooMany } = parseOrderNames(text);
  if (names.length === 0) return ok({ found: 0, runId: null, unknown: [], malformed, tooMany });
  const answer = await announceNames(shop, names, {
    by: "names",
    cards: await orderCards(shop),
    force: true,
  });
  if (!answer.ok) return answer;
  const { ids, unknown } = answer.value;
  const { runId } = await importSelected(shop, ids, by);
  return ok({ found: ids.length, runId, unknown, malformed, tooMany });
}

export type ResyncRefusal =
  | { kind: "not-found" }
  | { kind: "excluded" }
  | { kind: "failed"; message: string }
  | { kind: "shopify"; error: ShopifyError };

/** Reads one order again from Shopify, now (IMP-10). */
export async function resyncOrder(
  shop: string,
  orderId: string,
  by: string,
): Promise<Result<"changed" | "unchanged" | "busy", ResyncRefusal>> {
  if (!isOrderGid(orderId)) return err({ kind: "not-found" });
  const answer = await announceIds(shop, [orderId], {
    by: "resync",
    cards: await orderCards(shop),
    archived: true,
    force: true,
  });
  if (!answer.ok) return err({ kind: "shopify", error: answer.error });
  if (answer.value.missing.length > 0) return err({ kind: "not-found" });
  if (answer.value.announced.excluded > 0) return err({ kind: "excluded" });
  await db.orderToImport.updateMany({
    where: { shop, orderId, verdict: "held" },
    data: { verdict: "ready" },
  });
  const summary = await importWaiting(shop, { only: [orderId], by });
  if (summary.imported.includes(orderId)) return ok("changed");
  if (summary.unchanged.includes(orderId)) return ok("unchanged");
  if (!summary.failed.includes(orderId)) return ok("busy"); // another job holds it right now
  const row = await db.orderToImport.findUnique({ where: { shop_orderId: { shop, orderId } } });
  const reason = row?.reason as { params?: { message?: string; part?: string } } | null | undefined;
  return err({ kind: "failed", message: reason?.params?.message ?? reason?.params?.part ?? "" });
}

/** The person has dealt with the change: this version does not count as a conflict any more, a later one does (I-54). */
export async function resolveConflict(shop: string, orderId: string, by: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const order = await tx.order.findUnique({ where: { shop_orderId: { shop, orderId } } });
    if (!order?.conflict) return false;
    await tx.order.updateMany({
      where: { shop, orderId },
      data: { resolvedVersionId: order.currentVersionId },
    });
    await clearConflicts(tx, shop, [orderId]);
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "conflictResolved",
        actor: by,
        data: { versionId: order.currentVersionId },
      },
    ]);
    return true;
  });
}
