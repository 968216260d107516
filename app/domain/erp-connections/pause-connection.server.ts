import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { pausedColumns } from "#app/tasks/answer.server.ts";
import { resumeTasksOf } from "#app/tasks/task-actions.server.ts";

export async function pauseConnection(
  shop: string,
  id: ConnectionId,
  reason: string,
): Promise<boolean> {
  const { count } = await db.erpConnection.updateMany({
    where: { shop, id },
    data: { pausedAt: now(), ...pausedColumns({ message: reason }) },
  });
  return count === 1;
}

/** Lets the connection's tasks go on. */
export async function resumeConnection(shop: string, id: ConnectionId): Promise<boolean> {
  return db.$transaction((tx) => resumeWithin(tx, shop, id));
}

/** The same, within the caller's transaction. */
export async function resumeWithin(tx: Tx, shop: string, id: ConnectionId): Promise<boolean> {
  const { count } = await tx.erpConnection.updateMany({
    where: { shop, id },
    data: { pausedAt: null, pausedReason: null, pausedText: Prisma.DbNull },
  });
  if (count === 1) await resumeTasksOf(tx, shop, id);
  return count === 1;
}
