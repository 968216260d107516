import type { ConnectionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { connectionSubject } from "./problem-subject.ts";

/** Why a disconnected connection is paused: nothing is asked of it until it is set up again. */
export const DISCONNECTED = "disconnected";

/** Tasks of a connection that are not done. */
export const openTasksOf = (tx: Tx, shop: string, connectionId: ConnectionId): Promise<number> =>
  tx.task.count({
    where: { shop, connectionId, state: { in: ["planned", "sending", "ambiguous"] } },
  });

/**
 * Erases how the ERP is reached: address, user, password, what it said of itself. The row stays, since documents name it, and so do its
 * open tasks: they wait as on any paused connection, and go on when it is set up again.
 */
export async function eraseAccess(tx: Tx, shop: string, id: string): Promise<void> {
  await tx.erpConnection.updateMany({
    where: { shop, id },
    data: {
      settings: {},
      secrets: null,
      probe: Prisma.DbNull,
      probedAt: null,
      pausedAt: now(),
      pausedReason: DISCONNECTED,
      pausedText: Prisma.DbNull,
    },
  });
  for (const source of ["connection", "notices"] as const)
    await clearProblems(tx, shop, source, connectionSubject(id));
}
