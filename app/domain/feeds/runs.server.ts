import { RunId, type ConnectionId } from "#app/lib/ids.ts";
import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { now } from "#app/lib/clock.ts";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { postedFilterSchema } from "#app/domain/posted/posted-filter.ts";
import { storedPostedFilter } from "#app/domain/posted/stored-filter.ts";
import type { PostedKind } from "#app/domain/posted/posted-kind.ts";
import { isPostedKind, POSTED_KINDS } from "#app/domain/posted/posted-kind.ts";
import { storedPullCursor } from "./stored-cursor.ts";
import { requestPull } from "./request-pull.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { RunTrigger } from "#app/domain/runs/states.ts";
import { startRun, restartRun } from "#app/domain/runs/start-run.server.ts";

export interface StartPull {
  kind: PostedKind;
  filter?: PostedFilter;
  trigger: RunTrigger;
  /** Who asked: a user, or "schedule". */
  by: string;
}

export interface PullRun {
  id: RunId;
  kind: PostedKind;
  /** Null: everything new goes on. */
  filter: PostedFilter | null;
  by: string;
  left: ConnectionId[];
}

export async function beginRun(shop: string, wanted: StartPull): Promise<{ runId: RunId }> {
  const filter = storedPostedFilter.store(postedFilterSchema.parse(wanted.filter ?? {}));
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, "feedRunStarts", shop);
    const same = { shop, kind: wanted.kind, filter: { equals: filter } };
    const running = await tx.syncRun.findFirst({
      where: { ...same, state: "running" },
      select: { id: true },
    });
    if (running) return { runId: running.id };
    const connections = await tx.erpConnection.findMany({
      where: { shop },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { id: true, pausedAt: true },
    });
    const left = connections.filter(({ pausedAt }) => pausedAt === null).map(({ id }) => id);
    const at = now();
    const begun = {
      trigger: wanted.trigger,
      startedBy: wanted.by,
      startedAt: at,
      heartbeatAt: at,
      total: 0,
      done: 0,
      failed: 0,
      unchanged: 0,
    };
    const standing =
      left.length > 0
        ? {
            ...begun,
            state: "running" as const,
            cursor: storedPullCursor.store({ left, nextAt: null, failed: false }),
            problem: Prisma.DbNull,
            endedAt: null,
          }
        : {
            ...begun,
            state: "failed" as const,
            cursor: Prisma.DbNull,
            problem: storedReason.store(
              problem(connections.length > 0 ? "connection-paused" : "erp-not-connected"),
            ),
            endedAt: at,
          };
    // A schedule of minutes would bury everything else under runs that found nothing: such a run is begun again instead.
    const empty =
      wanted.trigger === "schedule"
        ? await tx.syncRun.findFirst({
            where: { ...same, trigger: "schedule" },
            orderBy: { startedAt: "desc" },
          })
        : null;
    const reuse =
      empty &&
      (empty.state === "done" || empty.state === "failed") &&
      empty.done === 0 &&
      empty.failed === 0;
    const runId = reuse ? empty.id : RunId.parse(newId(at));
    if (reuse) await restartRun(tx, { shop, id: runId }, standing);
    else await startRun(tx, { shop, id: runId, kind: wanted.kind, filter, ...standing });
    for (const connectionId of left) await requestPull(tx, { shop, connectionId, runId });
    return { runId };
  });
}

/** The run, if it is at work. */
export async function runAtWork(shop: string, runId: RunId, tx: Tx = db): Promise<PullRun | null> {
  const run = await tx.syncRun.findUnique({ where: { shop_id: { shop, id: runId } } });
  if (run?.state !== "running" || !isPostedKind(run.kind) || run.cursor === null) return null;
  const filter = storedPostedFilter.read(run.filter, `run ${run.id}`);
  return {
    id: run.id,
    kind: run.kind,
    filter: Object.keys(filter).length > 0 ? filter : null,
    by: run.startedBy,
    left: storedPullCursor.read(run.cursor, `run ${run.id}`).left,
  };
}

/** Asks again for the jobs of a run: after it was resumed, or when it gave no sign of life. */
export async function requestRun(tx: Tx, shop: string, runId: RunId): Promise<void> {
  const run = await runAtWork(shop, runId, tx);
  for (const connectionId of run?.left ?? []) await requestPull(tx, { shop, connectionId, runId });
}

/** Runs whose job died with its last try, or whose waiting is over without one. */
export async function wakeSilentPulls(olderThanMs = 90_000): Promise<void> {
  const at = now();
  const silent = await db.$queryRaw<{ shop: string; id: RunId }[]>`
    SELECT r."shop", r."id"::text FROM "SyncRun" r JOIN "Shop" h ON h."domain" = r."shop" AND h."uninstalledAt" IS NULL
    WHERE r."state" = 'running' AND r."kind" = ANY(${[...POSTED_KINDS]}::text[])
      AND r."heartbeatAt" < ${new Date(at.getTime() - olderThanMs)}
      AND ("cursor" ->> 'nextAt' IS NULL OR ("cursor" ->> 'nextAt')::timestamptz < ${at}) LIMIT 200`;
  for (const { shop, id } of silent) await requestRun(db, shop, id);
}
