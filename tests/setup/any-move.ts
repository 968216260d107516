import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";

/** Writes states that no move leads to: how rows stood when a worker died, or a short way to a state a test starts from. */
export async function anyMove(write: (tx: Tx) => Promise<unknown>): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL declared_moves.skipped = 'yes'`;
    await write(tx);
  });
}
