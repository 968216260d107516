import { CardId, type OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { err, ok, type Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { storedClaim } from "./announce/claim.ts";
import { isProcessed } from "./states.ts";

/**
 * Moves an order to another card of the shop, while it has no document. The choice stays: neither a later reading nor another filter takes it
 * back, and the order says that a person made it.
 */
export async function setOrderCard(
  { shop, by }: Scope,
  orderId: OrderId,
  cardId: string,
): Promise<Result<true, { kind: "not-found" | "already-processed" }>> {
  if (!isUuid(cardId)) return err({ kind: "not-found" });
  return db.$transaction(async (tx) => {
    const [order] = await tx.$queryRaw<{ documentState: string; claim: unknown }[]>`
      SELECT "documentState", claim FROM "Order" WHERE shop = ${shop} AND "orderId" = ${orderId} FOR UPDATE`;
    const card = await tx.shopCard.findFirst({
      where: { shop, id: cardId },
      select: { id: true, title: true },
    });
    if (!order || !card) return err({ kind: "not-found" });
    if (isProcessed(order.documentState)) return err({ kind: "already-processed" });
    const told =
      order.claim === null
        ? null
        : readOrLog(() => storedClaim.read(order.claim, `the card of ${orderId}`));
    const claim = { card: { ...card, id: CardId.parse(card.id) }, passed: told?.passed ?? [], by };
    await tx.order.updateMany({
      where: { shop, orderId },
      data: { cardId, claim: storedClaim.store(claim) },
    });
    await recordEvents(tx, shop, [
      { orderId, kind: "choiceMade", actor: by, data: { choices: ["card"] } },
    ]);
    return ok(true);
  });
}
