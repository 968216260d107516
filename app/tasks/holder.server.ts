import type { TaskId } from "#app/lib/ids.ts";
import { randomInt } from "node:crypto";
import pg from "pg";
import { ADVISORY_LOCKS } from "#app/db/advisory-locks.server.ts";
import { db, pool } from "#app/db/client.server.ts";
import { logger } from "#app/lib/logger.server.ts";

/**
 * Says whether the process that took a task is still alive: each process holds one session-level
 * advisory lock, which PostgreSQL
 * drops the moment the process (or its connection) is gone. So a dead worker's claim is taken over
 * at once and a slow one's never.
 */
export interface Holder {
  id: number;
  /** Aborted when the lock is lost: others may take our claims over, so our calls must stop. */
  signal: AbortSignal;
}

let current: Promise<Holder> | undefined;
let closeCurrent: (() => Promise<void>) | undefined;

/** This process's lock, taken at first use and again after it was lost. */
export function holder(): Promise<Holder> {
  current ??= takeLock().catch((error: unknown) => {
    current = undefined;
    throw error;
  });
  return current;
}

async function takeLock(): Promise<Holder> {
  const client = new pg.Client({ ...pool.options, keepAlive: true });
  const lost = new AbortController();
  const onLost = (error?: Error) => {
    if (lost.signal.aborted) return;
    logger.warn(
      { error: error?.message },
      "the connection that holds this process's task claims was lost",
    );
    current = undefined;
    lost.abort(new Error("the claim on the task was lost with its database connection"));
  };
  client.on("error", onLost);
  await client.connect();
  const id = randomInt(1, 2 ** 31 - 1);
  await client.query("SELECT pg_advisory_lock($1, $2)", [ADVISORY_LOCKS.taskClaims, id]);
  client.on("end", () => onLost());
  // Must not keep a process alive that has nothing else to do.
  (client as pg.Client & { unref(): void }).unref(); // missing in the types
  closeCurrent = async () => {
    client.removeAllListeners("end");
    current = undefined;
    await client.end();
  };
  return { id, signal: lost.signal };
}

/** Gives the lock up, when the process stops in order. */
export async function releaseHolder(): Promise<void> {
  if (current)
    await current.then(
      () => closeCurrent?.(),
      () => undefined,
    );
}

/** Tasks this process is acting on right now. */
const acting = new Set<string>();

/** Runs `work` with the task marked as held by this process; undefined when this process acts on it already. */
export async function whileActing<T>(
  taskId: TaskId,
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (acting.has(taskId)) return undefined;
  acting.add(taskId);
  try {
    return await work();
  } finally {
    acting.delete(taskId);
  }
}

/** Whether somebody else still acts under this claim. A claim of our own that we no longer act on is dead. */
export async function isAlive(claimedBy: number | null, me: Holder): Promise<boolean> {
  if (claimedBy === null || claimedBy === me.id) return false;
  const [row] = await db.$queryRaw<
    { free: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${ADVISORY_LOCKS.taskClaims}::int, ${claimedBy}::int) AS free`;
  return row?.free !== true;
}
