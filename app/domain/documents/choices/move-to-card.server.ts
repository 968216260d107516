import type { Scope } from "#app/db/scope.ts";
import { setOrderCard } from "#app/domain/orders/order-card.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { findMappingAgain } from "../after-import.server.ts";

/** Moves an order to another shop card, and plans it by that card's rules. */
export async function moveToCard(
  scope: Scope,
  orderId: OrderId,
  cardId: string,
): ReturnType<typeof setOrderCard> {
  const moved = await setOrderCard(scope, orderId, cardId);
  if (moved.ok) await findMappingAgain(scope.shop, [orderId], scope.by);
  return moved;
}
