import type { CardId, OrderId, RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { now } from "#app/lib/clock.ts";

/** A claim whose job gave no sign of life for this long is taken over. */
export const STALE_CLAIM_MS = 20_000;
const HEARTBEAT_MS = 5_000;
const BACKOFF_MINUTES = [1, 5, 30, 120, 720];

/** An import job of a shop: what it claimed, no other job takes. */
export interface Claimant {
  shop: string;
  owner: string;
}

export interface Claimed {
  orderId: OrderId;
  runId: RunId | null;
  attempts: number;
  cardId: CardId | null;
  /** "released": a person let it in. */
  reasonKind: string | null;
}

/** Condition on a row `w`: nobody works on it. */
export const isFree = (at: Date): Prisma.Sql =>
  Prisma.sql`(w."claimedBy" IS NULL OR w."claimedAt" < ${new Date(at.getTime() - STALE_CLAIM_MS)})`;

/**
 * Condition on a row `w`: somebody asked for it and still does. Orders of a paused or cancelled run wait; of those without a run, changes of known orders
 * come in, new ones when their card is among `unasked` or an import took them before: a person asked for those, or they were to come in then.
 */
export const isWanted = (unasked: readonly CardId[]): Prisma.Sql =>
  Prisma.sql`CASE WHEN w."runId" IS NULL THEN (w."cardId" = ANY(${[...unasked]}::uuid[]) OR NOT w."isNew" OR w."nextAttemptAt" IS NOT NULL OR w."claimedBy" IS NOT NULL)
    ELSE EXISTS (SELECT 1 FROM "SyncRun" r WHERE r."shop" = w."shop" AND r."id" = w."runId" AND r."state" IN ('running', 'done')) END`;

/**
 * Takes up to `most` waiting orders for one job (picked first and apart: joined directly, PostgreSQL may pick again for each row and take more), so that no two jobs import the same. `only`: these, whoever
 * asked for them; else those that are wanted and due.
 */
export function claimOrders(
  { shop, owner }: Claimant,
  most: number,
  options: { unasked: readonly CardId[]; only?: readonly string[] | undefined },
): Promise<Claimed[]> {
  const at = now();
  const which = options.only
    ? Prisma.sql`w."orderId" = ANY(${[...options.only]}::text[])`
    : Prisma.sql`(w."nextAttemptAt" IS NULL OR w."nextAttemptAt" <= ${at}) AND ${isWanted(options.unasked)}`;
  return db.$queryRaw<Claimed[]>`
    WITH picked AS MATERIALIZED (SELECT w."orderId" FROM "OrderToImport" w
      WHERE w."shop" = ${shop} AND (w."verdict" = 'ready' OR (w."verdict" = 'error' AND w."nextAttemptAt" <= ${at})) AND ${which}
        AND ${isFree(at)}
      ORDER BY w."orderCreatedAt", w."orderId" LIMIT ${most} FOR UPDATE SKIP LOCKED)
    UPDATE "OrderToImport" t SET "claimedBy" = ${owner}, "claimedAt" = ${at} FROM picked
    WHERE t."shop" = ${shop} AND t."orderId" = picked."orderId" RETURNING t."orderId", t."runId", t."attempts", t."cardId", t."reason" ->> 'kind' AS "reasonKind"`;
}

/** Says every few seconds that the owner is alive, until stopped. */
export function keepClaims({ shop, owner }: Claimant): () => void {
  const timer = setInterval(() => {
    db.$executeRaw`UPDATE "OrderToImport" SET "claimedAt" = ${now()} WHERE "shop" = ${shop} AND "claimedBy" = ${owner}`.catch(
      () => undefined,
    );
  }, HEARTBEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Gives claims back; with `afterMs` the orders wait that long. */
export async function releaseClaims(
  tx: Tx,
  { shop, owner }: Claimant,
  ids: readonly string[],
  afterMs = 0,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.orderToImport.updateMany({
    where: { shop, claimedBy: owner, orderId: { in: [...ids] } },
    data: {
      claimedBy: null,
      claimedAt: null,
      ...(afterMs > 0
        ? { nextAttemptAt: new Date(now().getTime() + afterMs), attempts: { increment: 1 } }
        : {}),
    },
  });
}

/** Done with these orders: their rows go, unless a later change was announced meanwhile. */
export async function finishClaims(
  tx: Tx,
  claimant: Claimant,
  done: readonly OrderRead[],
): Promise<void> {
  if (done.length > 0) await tx.$executeRaw`WITH ${claimsFinished(claimant, done)} SELECT 1`;
}

/** An order as it stood when it was read. */
export interface OrderRead {
  id: OrderId;
  updatedAt: string;
}

/** The same as parts of a statement. */
export const claimsFinished = (
  { shop, owner }: Claimant,
  done: readonly OrderRead[],
): Prisma.Sql => Prisma.sql`
    read AS (SELECT * FROM unnest(${done.map(({ id }) => id)}::text[], ${done.map(({ updatedAt }) => updatedAt)}::timestamptz[]) AS r(id, at)),
    gone AS (DELETE FROM "OrderToImport" w USING read WHERE w."shop" = ${shop} AND w."orderId" = read.id AND w."claimedBy" = ${owner} AND w."verdict" <> 'excluded' AND w."shopifyUpdatedAt" <= read.at RETURNING w."orderId"),
    kept AS (UPDATE "OrderToImport" w SET "claimedBy" = NULL, "claimedAt" = NULL, "nextAttemptAt" = ${new Date(now().getTime() + 2_000)}
    FROM read WHERE w."shop" = ${shop} AND w."orderId" = read.id AND w."claimedBy" = ${owner} AND w."orderId" NOT IN (SELECT "orderId" FROM gone))`;

/** The order could not be imported: the row says why and when it is tried again by itself (never after the fifth time, or when `retry` is off). */
export async function failClaim(
  tx: Tx,
  { shop, owner }: Claimant,
  order: Claimed,
  { problem, retry }: { problem: ProblemValue; retry: boolean },
): Promise<void> {
  const minutes = retry ? BACKOFF_MINUTES[order.attempts] : undefined;
  await tx.orderToImport.updateMany({
    where: { shop, claimedBy: owner, orderId: order.orderId, verdict: { not: "excluded" } },
    data: {
      verdict: "error",
      reason: { kind: problem.kind, params: problem.params, cause: problem.cause },
      attempts: { increment: 1 },
      claimedBy: null,
      claimedAt: null,
      nextAttemptAt: minutes === undefined ? null : new Date(now().getTime() + minutes * 60_000),
    },
  });
}

/** A clock that was ahead wrote times that are still to come: nobody would take over such a claim, or try such an order, for as long. */
export async function forgetFutureClaims(soon: Date): Promise<void> {
  const at = now();
  await db.$executeRaw`UPDATE "OrderToImport" SET "claimedAt" = ${at} WHERE "claimedAt" > ${soon}`;
  // No wait is longer than the one after this many attempts.
  await db.$executeRaw`
    UPDATE "OrderToImport" SET "nextAttemptAt" = ${at} WHERE "nextAttemptAt" > ${soon}::timestamptz
      + (${BACKOFF_MINUTES}::int[])[LEAST(GREATEST("attempts", 1), ${BACKOFF_MINUTES.length}::int)] * interval '1 minute'`;
}
