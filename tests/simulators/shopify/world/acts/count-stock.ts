/** Stock changed by hand in the admin. An item is stocked at the location by it. */
import { levelAt, quantityOf, setLevel, stockAt } from "../inventory.ts";
import type { Store } from "../store.ts";

export function countStock(
  store: Store,
  asked: { sku: string; location: string; available?: number; tracked?: boolean },
): { sku: string; available: number } {
  const { inventoryItem: item } = store.variant(asked.sku);
  if (asked.tracked !== undefined) item.tracked = asked.tracked;
  const location = store.location(asked.location);
  const level = levelAt(item, location) ?? stockAt(store, item, location, 0);
  level.isActive = true;
  if (asked.available !== undefined) setLevel(store, level, "available", asked.available);
  return { sku: asked.sku, available: quantityOf(store, level, "available") };
}
