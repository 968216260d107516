import type { Tx } from "#app/db/client.server.ts";

/** The schedules of a shop that left. */
export async function eraseSchedules(tx: Tx, shop: string): Promise<void> {
  await tx.schedule.deleteMany({ where: { shop } });
}
