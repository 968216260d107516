import type { RunId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Prisma, SyncRun } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { RUN } from "./states.ts";
import type { RunState } from "./states.ts";

const own = (shop: string, runId: RunId, ...states: RunState[]): Prisma.SyncRunWhereInput => ({
  shop,
  id: runId,
  state: { in: states },
});

/** The page or batch at work is finished, nothing more begun. False when there is no such run at work in this shop. */
export async function pauseRun(shop: string, runId: RunId): Promise<boolean> {
  return (
    (
      await db.syncRun.updateMany({
        where: own(shop, runId, "running"),
        data: { state: "paused", heartbeatAt: now() },
      })
    ).count > 0
  );
}

/**
 * Lets a paused run go on; the caller asks for its job in the same transaction. Null when no such
 * run is paused in this shop.
 */
export async function continueRun(tx: Tx, shop: string, runId: RunId): Promise<string | null> {
  const [run] = await tx.syncRun.updateManyAndReturn({
    where: own(shop, runId, "paused"),
    data: { state: "running", heartbeatAt: now() },
    select: { kind: true },
  });
  return run?.kind ?? null;
}

/** Orders already listed stay in the list and wait for the next sync. */
export async function cancelRun(shop: string, runId: RunId): Promise<boolean> {
  const at = now();
  return (
    (
      await db.syncRun.updateMany({
        where: own(shop, runId, ...RUN.before("cancelled")),
        data: { state: "cancelled", endedAt: at, heartbeatAt: at },
      })
    ).count > 0
  );
}

/** Its result has been read and need not be shown any more. */
export async function markRunRead(shop: string, runId: RunId): Promise<boolean> {
  return (
    (
      await db.syncRun.updateMany({
        where: { shop, id: runId, endedAt: { not: null }, readAt: null },
        data: { readAt: now() },
      })
    ).count > 0
  );
}

export const getRun = (shop: string, runId: RunId): Promise<SyncRun | null> =>
  db.syncRun.findUnique({ where: { shop_id: { shop, id: runId } } });
