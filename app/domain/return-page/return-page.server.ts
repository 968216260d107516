import type { ReturnId } from "#app/lib/ids.ts";
import { returnView } from "#app/domain/returns/views/return-page.server.ts";
import { exchangeView } from "./exchange-view.server.ts";

/** A return with what it sends out in exchange; null when the shop has no such return. */
export async function returnPage(shop: string, returnId: ReturnId) {
  const view = await returnView(shop, returnId);
  if (!view) return null;
  const exchange =
    view.exchanges.length > 0 ? await exchangeView(shop, view.order.id, returnId) : null;
  return { ...view, exchange };
}
export type ReturnPageView = NonNullable<Awaited<ReturnType<typeof returnPage>>>;
