import type { CardId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";

/** The schedules of a shop that left. */
export async function eraseSchedules(tx: Tx, shop: string): Promise<void> {
  await tx.schedule.deleteMany({ where: { shop } });
}

/** Those of one card, which is deleted. */
export async function eraseSchedulesOf(tx: Tx, shop: string, cardId: CardId): Promise<void> {
  await tx.schedule.deleteMany({ where: { shop, cardId } });
}
