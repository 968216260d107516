import type { Tx } from "#app/db/client.server.ts";

/** The addresses, users and passwords of a shop that left, and what its ERPs said of themselves. */
export async function eraseSecrets(tx: Tx, shop: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ErpConnection" SET title = adapter, settings = '{}', secrets = NULL, probe = NULL,
      "pausedReason" = NULL, "pausedText" = NULL WHERE shop = ${shop}`;
}
