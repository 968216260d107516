import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";

/** The passwords of a shop that left, and what its ERPs said of themselves. */
export async function eraseSecrets(tx: Tx, shop: string): Promise<void> {
  await tx.erpConnection.updateMany({
    where: { shop },
    data: { secrets: null, probe: Prisma.DbNull },
  });
}
