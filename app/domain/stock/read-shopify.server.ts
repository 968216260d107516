import type { InventoryItemId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import {
  StockAtMoreLocationsDocument,
  StockItemsByIdDocument,
  StockItemsDocument,
} from "#app/shopify/generated/admin.ts";
import type { StockItemsQuery, StockOfItemFragment } from "#app/shopify/generated/admin.ts";
import type { ShopifyLevel } from "./shopify-levels.ts";
import { levelsOf } from "./shopify-levels.ts";

export interface ShopifyItem {
  id: InventoryItemId;
  sku: string;
  tracked: boolean;
  levels: Map<string, ShopifyLevel>;
}
type Variant = NonNullable<
  StockItemsQuery["inventoryItems"]["nodes"][number]["variants"]
>["nodes"][number];
export interface ListedItem extends ShopifyItem {
  variant: Variant | null;
}

/** A page of the shop's items, and where the next one begins; null: there is none. */
export async function readItemPage(
  shop: string,
  after: string | null,
): Promise<Result<{ items: ListedItem[]; next: string | null }, ShopifyError>> {
  const answer = await shopifyRequest(shop, StockItemsDocument, { after });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.value.inventoryItems;
  const items: ListedItem[] = [];
  for (const node of nodes) {
    const item = await whole(shop, node);
    if (!item.ok) return item;
    items.push({ ...item.value, variant: node.variants?.nodes[0] ?? null });
  }
  return ok({ items, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null });
}

/** How many items are read at once: the price is that of one. */
const ITEMS_AT_ONCE = 100;

export interface ReadItems {
  items: ShopifyItem[];
  /** Deleted in Shopify. One that could only not be read now is neither here nor there. */
  gone: InventoryItemId[];
}

/** These items as they are now. */
export async function readItems(
  shop: string,
  ids: readonly InventoryItemId[],
  traceId?: string,
): Promise<Result<ReadItems, ShopifyError>> {
  const items: ShopifyItem[] = [];
  const gone: InventoryItemId[] = [];
  for (let from = 0; from < ids.length; from += ITEMS_AT_ONCE) {
    const asked = ids.slice(from, from + ITEMS_AT_ONCE);
    const answer = await shopifyRequestNodes(
      shop,
      StockItemsByIdDocument,
      { ids: asked },
      traceId ? { traceId } : {},
    );
    if (!answer.ok) return answer;
    const { data, nodeErrors } = answer.value;
    asked.forEach((id, at) => {
      if (!data.nodes[at] && !nodeErrors.has(at)) gone.push(id);
    });
    for (const node of data.nodes) {
      if (node === null || !("tracked" in node)) continue;
      const item = await whole(shop, node);
      if (!item.ok) return item;
      items.push(item.value);
    }
  }
  return ok({ items, gone });
}

/** An item that is stocked at more locations than a page holds is read on. */
async function whole(
  shop: string,
  node: StockOfItemFragment,
): Promise<Result<ShopifyItem, ShopifyError>> {
  const pages = [node.inventoryLevels];
  for (let last = node.inventoryLevels; last.pageInfo.hasNextPage;) {
    const answer = await shopifyRequest(shop, StockAtMoreLocationsDocument, {
      id: node.id,
      after: last.pageInfo.endCursor ?? null,
    });
    if (!answer.ok) return answer;
    const more = answer.value.inventoryItem?.inventoryLevels;
    if (!more) return err({ kind: "notFound", message: "The item was deleted while it was read." });
    pages.push(more);
    last = more;
  }
  return ok({
    id: node.id,
    sku: node.sku ?? "",
    tracked: node.tracked,
    levels: levelsOf(pages),
  });
}
