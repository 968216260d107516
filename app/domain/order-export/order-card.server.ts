import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";

/** What the first card that exports them says about sales orders: whatever cards there are, one becomes one order of the shop. */
export interface OrderCard {
  connectionId: ConnectionId;
  settings: Settings;
  shopCurrency: string;
  timeZone: string;
  /** Posted invoices become orders, too. */
  exportsInvoices: boolean;
}

/** Null: no card with an ERP exports sales orders. */
export async function orderCard(shop: string): Promise<OrderCard | null> {
  const cards = await listCards(shop);
  const card = cards.find(
    ({ connectionId, settings }) => connectionId !== null && settings.exportOrders,
  );
  if (!card?.connectionId) return null;
  const { connectionId, settings } = card;
  const facts = await db.shop.findUnique({
    where: { domain: shop },
    select: { currency: true, timeZone: true },
  });
  return {
    connectionId,
    settings,
    shopCurrency: facts?.currency ?? "",
    timeZone: facts?.timeZone ?? "UTC",
    exportsInvoices: cards.some(
      (one) => one.connectionId === connectionId && one.settings.exportInvoices,
    ),
  };
}
