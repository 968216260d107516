import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { ItemData } from "#app/erp/port/items.ts";

/** M-40: what a variant without an item is called and found by in the ERP. */
export function newItemData(
  line: Pick<OrderLine, "title" | "variantTitle" | "sku" | "barcode">,
  { skuMapping }: Pick<Settings, "skuMapping">,
): ItemData {
  const sku = line.sku?.trim() ?? "";
  return {
    description: line.variantTitle ? `${line.title} ${line.variantTitle}` : line.title,
    ...(skuMapping === "itemNumber" && sku !== "" ? { number: sku } : {}),
    ...(line.barcode ? { barcode: line.barcode } : {}),
  };
}
