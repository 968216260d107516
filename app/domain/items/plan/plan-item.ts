import { newItemData } from "#app/domain/mapping/items/new-item.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { ItemData } from "#app/erp/port/items.ts";
import { unitOf } from "#app/domain/mapping/items/unit.ts";
import type { Reason } from "../states.ts";
import { tooLong } from "./too-long.ts";
import type { Variant } from "./variant.ts";

export interface ItemFacts {
  variant: Variant;
  settings: Pick<
    Settings,
    "skuMapping" | "unitAsVariant" | "unitOption" | "itemsWithPrice" | "itemsWithWeight"
  >;
  limits: Capabilities["limits"];
  /** The shop's own. */
  currency: string;
}

export type ItemPlan =
  { do: "create"; data: ItemData } | { do: "exclude"; reason: Reason; detail: string };

const exclude = (reason: Reason, detail = ""): ItemPlan => ({ do: "exclude", reason, detail });

/** CAT-2: the item that the ERP gets for a variant it does not know, or why it gets none. */
export function planItem({ variant, settings, limits, currency }: ItemFacts): ItemPlan {
  // A gift card is money that is owed, and is booked on its account.
  if (variant.isGiftCard) return exclude("giftCard");
  const sku = variant.sku.trim();
  const missing = notFoundAgain(variant, settings.skuMapping);
  if (missing) return exclude(missing);
  const { unit } = unitOf({ options: variant.options }, settings, undefined);
  const data: ItemData = {
    ...newItemData(
      {
        title: variant.productTitle,
        variantTitle: variant.title || null,
        sku,
        barcode: variant.barcode.trim() || null,
      },
      settings,
    ),
    ...(unit ? { unit } : {}),
    ...(settings.itemsWithPrice ? { price: variant.price, currency } : {}),
    ...(settings.itemsWithWeight && variant.weight !== null ? { weight: variant.weight } : {}),
  };
  const number = tooLong(data.number ?? "", limits.number, limits.units);
  if (number !== null) return exclude("numberTooLong", number);
  const name = tooLong(data.description, limits.description, limits.units);
  return name === null ? { do: "create", data } : exclude("nameTooLong", name);
}

/** An item must be found again by what the card maps with. */
function notFoundAgain(
  { sku, barcode }: Variant,
  skuMapping: Settings["skuMapping"],
): Reason | null {
  switch (skuMapping) {
    case "barcode":
      return barcode.trim() === "" ? "noBarcode" : null;
    // An item with a variant of its own, or a vendor's number, is made by people in the ERP.
    case "variantCode":
    case "itemAndVariant":
    case "vendorItem":
      return "noVariantCode";
    case "itemNumber":
      return sku.trim() === "" ? "noSku" : null;
    case "none":
      return sku.trim() === "" && barcode.trim() === "" ? "noSku" : null;
  }
}
