import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { eraseMappingsOf } from "#app/domain/mapping/card-mappings.server.ts";
import { eraseSchedulesOf } from "#app/domain/schedules/erase.server.ts";
import { eraseCard, lockCard } from "#app/domain/shop-card/arrange-cards.server.ts";
import { CardId } from "#app/lib/ids.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";

export type DeleteRefusal = "not-found" | "last" | "in-use" | "working";

/**
 * Deletes a card with its mappings, schedules and history. One that orders or documents belong to stays, since they are followed by its
 * settings: it can be switched off. So does one that a sync is at work for; whatever else writes an order for it at this moment is waited for.
 */
export async function deleteCard(shop: string, id: string): Promise<Result<null, DeleteRefusal>> {
  const cardId = CardId.safeParse(id);
  if (!cardId.success) return err("not-found");
  return db.$transaction(async (tx) => {
    if (!(await lockCard(tx, shop, cardId.data))) return err("not-found" as const);
    if ((await tx.shopCard.count({ where: { shop } })) < 2) return err("last" as const);
    const use = await useOf(tx, shop, cardId.data);
    if (use !== null) return err(use);
    await eraseMappingsOf(tx, shop, cardId.data);
    await eraseSchedulesOf(tx, shop, cardId.data);
    await eraseCard(tx, shop, cardId.data);
    return ok(null);
  });
}

/** In one statement, so that an order that is imported at this moment is either among those that wait or among those that are imported. */
async function useOf(tx: Tx, shop: string, id: CardId): Promise<"in-use" | "working" | null> {
  const [use] = await tx.$queryRaw<{ used: boolean; working: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "OrderToImport" WHERE shop = ${shop} AND "cardId" = ${id}::uuid AND verdict <> 'excluded')
        OR EXISTS (SELECT 1 FROM "Order" WHERE shop = ${shop} AND "cardId" = ${id}::uuid)
        OR EXISTS (SELECT 1 FROM "SalesDocument" WHERE shop = ${shop} AND "cardId" = ${id}::uuid) AS used,
      EXISTS (SELECT 1 FROM "SyncRun" WHERE shop = ${shop} AND state = 'running'
        AND COALESCE(filter ->> 'cardId', ${id}) = ${id}) AS working`;
  return use?.used ? "in-use" : use?.working ? "working" : null;
}
