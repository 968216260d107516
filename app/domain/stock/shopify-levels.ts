import type { StockPageFragment } from "#app/shopify/generated/admin.ts";

/** Shopify's quantities of one item at one location. */
export interface ShopifyLevel {
  available: number;
  onHand: number;
  committed: number;
}

/** By location; where the item is not stocked, there is none. */
export function levelsOf(
  pages: readonly Pick<StockPageFragment, "nodes">[],
): Map<string, ShopifyLevel> {
  const levels = new Map<string, ShopifyLevel>();
  for (const { nodes } of pages)
    for (const { isActive, location, quantities } of nodes) {
      if (!isActive) continue;
      const of = (name: string): number =>
        quantities.find((quantity) => quantity.name === name)?.quantity ?? 0;
      levels.set(location.id, {
        available: of("available"),
        onHand: of("on_hand"),
        committed: of("committed"),
      });
    }
  return levels;
}
