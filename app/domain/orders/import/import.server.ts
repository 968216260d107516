import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { CardId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { IMPORT_ORDERS } from "../jobs.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { err } from "#app/lib/result.ts";
import { isDatabaseTrouble } from "#app/db/database-trouble.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { shopifyProblem } from "#app/tasks/shopify-problem.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { cardsUnasked, orderCards } from "../announce/order-cards.server.ts";
import type { Claimant, Claimed } from "./claims.server.ts";
import {
  claimOrders,
  claimsFinished,
  failClaim,
  isWanted,
  keepClaims,
  releaseClaims,
  STALE_CLAIM_MS,
} from "./claims.server.ts";
import { FIRST, half, nextSize } from "./batch-size.ts";
import { converge } from "./converge.server.ts";
import { leaveOut } from "./leave-out.server.ts";
import type { ReadOrder } from "./leave-out.server.ts";
import type { Reading } from "../read/read-orders.server.ts";
import { readOrders } from "../read/read-orders.server.ts";
import type { RunCount } from "#app/domain/runs/order-run-progress.server.ts";
import {
  countRuns,
  countedRuns,
  failRunsOf,
  finishedRuns,
} from "#app/domain/runs/order-run-progress.server.ts";

export interface ImportSummary {
  imported: string[];
  unchanged: string[];
  failed: string[];
}

/** One turn of the job: whose claims it works, for whom, and what came of it so far. */
export interface ImportTurn extends Scope, Claimant {
  summary: ImportSummary;
  /** A person asked for these orders and no run stands for them: what does not come in now comes back by itself. */
  chosen?: boolean;
}

/** Asks for the shop's one import job; any number of requests are one job. */
export async function requestImport(tx: Tx, shop: string, runAt?: Date): Promise<void> {
  await addJob(tx, IMPORT_ORDERS, { shop }, runAt ? { runAt } : {});
}

/**
 * Step 2 of the import: takes waiting orders in batches until none is left, or as a job until its turn is over. The batch halves when Shopify does not answer in time and grows again after. `only`:
 * these orders, asked for by a person who waits: each has its turn once, whatever comes of it.
 */
export async function importWaiting(
  shop: string,
  options: { only?: readonly string[]; by?: string; turnMs?: number } = {},
): Promise<ImportSummary> {
  const summary: ImportSummary = { imported: [], unchanged: [], failed: [] };
  const chosen = options.only !== undefined;
  const turn: ImportTurn = { shop, owner: randomUUID(), by: options.by ?? "sync", summary, chosen };
  const unasked = cardsUnasked(await orderCards(shop));
  const stop = keepClaims(turn);
  const started = now().getTime();
  let size = FIRST;
  let only = options.only;
  // Orders that no run waits for end none; without any order there may be a run that has nothing left.
  let onlyUnasked: boolean | undefined;
  try {
    for (;;) {
      const asked = size;
      const claimed = await claimOrders(turn, asked, { unasked, only });
      if (claimed.length === 0) break;
      onlyUnasked = claimed.every(({ runId }) => runId === null) && onlyUnasked !== false;
      const began = now().getTime();
      const outcome = await importBatch(turn, claimed);
      if (outcome === "stop") return summary;
      if (outcome === "smaller") size = half(claimed.length);
      else size = nextSize(size, now().getTime() - began);
      if (outcome === "done" && claimed.length < asked) break;
      if (outcome === "done") only = only && without(only, claimed);
      if (!only && now().getTime() - started > (options.turnMs ?? Infinity)) {
        await requestImport(db, shop);
        return summary;
      }
    }
    const runs = onlyUnasked ? Prisma.sql`SELECT 1` : finishedRuns(shop);
    await comeBack(shop, unasked, runs);
    return summary;
  } finally {
    stop();
  }
}

function without(ids: readonly string[], claimed: readonly Claimed[]): string[] {
  const had = new Set<string>(claimed.map(({ orderId }) => orderId));
  return ids.filter((id) => !had.has(id));
}

type Outcome = "done" | "smaller" | "stop";

async function importBatch(turn: ImportTurn, claimed: Claimed[]): Promise<Outcome> {
  const ids = claimed.map(({ orderId }) => orderId);
  const answer = await readOrders(turn.shop, ids).catch(unreadBatch);
  if (!answer.ok) return batchFailed(turn, claimed, answer.error);
  await takeIn(
    turn,
    claimed.map((order) => ({
      order,
      reading: answer.value.get(order.orderId) ?? { kind: "gone" },
    })),
  );
  return "done";
}

/** Stores what was read of claimed orders, and says of the others what became of them. */
export async function takeIn(
  turn: ImportTurn,
  readings: readonly { order: Claimed; reading: Reading }[],
): Promise<void> {
  const good = readings.flatMap(({ order, reading }) =>
    reading.kind === "read" ? [{ order, snapshot: reading.snapshot }] : [],
  );
  await store(turn, await leaveOut(turn, good));
  for (const { order, reading } of readings) {
    if (reading.kind === "again")
      await releaseClaims(db, turn, [order.orderId], 2_000 * (order.attempts + 1));
    if (reading.kind === "gone" || reading.kind === "unreadable") {
      const part = reading.kind === "gone" ? "order" : reading.part;
      await failOne(
        turn,
        order,
        { kind: "order-unreadable", params: { part }, cause: "order-unreadable" },
        reading.kind === "unreadable",
      );
    }
  }
}

/** An answer of a form that nobody expected: the batch is halved until the order that it comes from stands alone. */
export function unreadBatch(error: unknown): Result<never, ShopifyError> {
  if (isDatabaseTrouble(error)) throw error;
  logger.error({ err: error }, "a batch of orders could not be read");
  return err({ kind: "invalid", message: "The response from Shopify has an unknown format." });
}

/** All good orders of the batch in one transaction; when the database refuses it, one by one, so that the bad one stands alone (IMP-4). */
async function store(turn: ImportTurn, good: ReadOrder[]): Promise<void> {
  const { shop, by, summary } = turn;
  if (good.length === 0) return;
  try {
    const result = await db.$transaction(
      async (tx) => {
        const read = good.map(({ snapshot: { content, state } }) => ({
          id: content.id,
          updatedAt: state.updatedAt,
        }));
        const finished = claimsFinished(turn, read);
        return converge(
          tx,
          {
            ...{ shop, by },
            along: (unchanged) =>
              Prisma.sql`${finished}, counted AS (${countedRuns(shop, progressOf(good, unchanged))})`,
          },
          good.map(({ snapshot }) => snapshot),
        );
      },
      { timeout: 60_000 },
    );
    summary.imported.push(...result.created, ...result.changed, ...result.stateChanged);
    summary.unchanged.push(...result.unchanged);
  } catch (error) {
    const [only] = good;
    if (good.length === 1 && only) {
      const message =
        error instanceof Error ? (error.message.split("\n").at(-1) ?? "").slice(0, 300) : "unknown";
      logger.error(
        { shop, orderId: only.order.orderId, error: message },
        "an order could not be stored",
      );
      await failOne(
        turn,
        only.order,
        {
          kind: "import-failed",
          params: { message: "It could not be stored." },
          cause: "import-failed:store",
        },
        true,
      );
      return;
    }
    for (const one of good) await store(turn, [one]);
  }
}

/** What storing these orders adds to the progress of the runs that wait for them. */
function progressOf(good: readonly ReadOrder[], unchanged: readonly OrderId[]): RunCount[] {
  const same = new Set(unchanged);
  return good.flatMap(({ order: { runId, orderId } }) =>
    runId ? [{ runId, done: 1, unchanged: same.has(orderId) ? 1 : 0 }] : [],
  );
}

async function failOne(
  turn: ImportTurn,
  order: Claimed,
  problem: ProblemValue,
  retry: boolean,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await failClaim(tx, turn, order, { problem, retry });
    if (order.runId)
      await countRuns(tx, turn.shop, [{ runId: order.runId, done: 0, unchanged: 0, failed: 1 }]);
  });
  turn.summary.failed.push(order.orderId);
}

/** What to do when the whole call failed: smaller batches, later, or not at all until a person acts. */
async function batchFailed(
  turn: ImportTurn,
  claimed: Claimed[],
  error: ShopifyError,
): Promise<Outcome> {
  const { shop } = turn;
  const ids = claimed.map(({ orderId }) => orderId);
  const [only] = claimed;
  switch (error.kind) {
    case "throttled": {
      const wait = error.retryAfterMs ?? 30_000;
      await releaseClaims(db, turn, ids, turn.chosen ? wait : 0);
      await requestImport(db, shop, new Date(now().getTime() + wait));
      return "stop";
    }
    case "auth":
    case "permission":
    case "address":
    case "shopUnavailable":
      await releaseClaims(db, turn, ids);
      await failRunsOf(shop, shopifyProblem(error));
      return "stop";
    case "tooCostly":
    case "userErrors":
    case "notFound":
    case "search":
    case "transient":
    case "ambiguous":
    case "outgoingDisabled":
    case "invalid":
      if (claimed.length > 1 || !only) {
        await releaseClaims(db, turn, ids);
        await sleep(error.kind === "transient" ? 500 : 0);
        return "smaller";
      }
      await failOne(
        turn,
        only,
        {
          kind: "import-failed",
          params: { message: error.message },
          cause: `import-failed:${error.kind}`,
        },
        true,
      );
      return "done";
  }
}

/** Orders that wait for their next try, or whose claim belongs to a dead job, bring the job back by themselves. `along`: a statement that goes with it. */
async function comeBack(
  shop: string,
  unasked: readonly CardId[],
  along: Prisma.Sql,
): Promise<void> {
  const [next] = await db.$queryRaw<{ at: Date | null }[]>`
    WITH along AS (${along}) SELECT LEAST(MIN(CASE WHEN "claimedBy" IS NULL THEN "nextAttemptAt" END), MIN("claimedAt") + make_interval(secs => ${STALE_CLAIM_MS / 1000}::double precision)) AS at
    FROM "OrderToImport" w WHERE "shop" = ${shop} AND "verdict" IN ('ready', 'error') AND ("nextAttemptAt" IS NOT NULL OR "claimedBy" IS NOT NULL) AND ${isWanted(unasked)}`;
  if (next?.at)
    await requestImport(db, shop, new Date(Math.max(next.at.getTime(), now().getTime() + 1_000)));
}
