import { db } from "#app/db/client.server.ts";
import { judgeHeld } from "#app/domain/orders/announce/announce.server.ts";
import { orderCards } from "#app/domain/orders/announce/order-cards.server.ts";
import { requestImport } from "#app/domain/orders/import/import.server.ts";

/** After cards, their order or a filter changed: which card claims each order that waits is decided again, by what the listing said. */
export async function judgeWaiting(shop: string): Promise<void> {
  const ready = await judgeHeld(shop, await orderCards(shop), { by: "click", all: true });
  if (ready > 0) await requestImport(db, shop);
}
