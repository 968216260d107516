import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";

/** One question about a line's item, and which candidates answer it. */
export interface ItemWay {
  query: ItemQuery;
  by: "number" | "variantCode" | "itemAndVariant" | "vendorItem" | "barcode";
  shown: string;
  accepts: (candidate: ItemCandidate) => boolean;
}

const matchedBy =
  (...kinds: ItemCandidate["matchedBy"][]) =>
  (candidate: ItemCandidate): boolean =>
    kinds.includes(candidate.matchedBy);
const byBarcode = (barcode: string): ItemWay => ({
  query: { barcode },
  by: "barcode",
  shown: barcode,
  accepts: matchedBy("barcode"),
});
export const byItemNumber = (number: string): ItemWay => ({
  query: { number },
  by: "number",
  shown: number,
  accepts: matchedBy("number"),
});

/** M-42: the questions for a line, in the order they are asked: the SKU as the card reads it, then the variant's barcode. */
export function itemWays(
  line: Pick<OrderLine, "sku" | "barcode">,
  settings: Pick<Settings, "skuMapping" | "skuSeparator" | "findByBarcode">,
): ItemWay[] {
  const sku = line.sku?.trim() ?? "";
  const barcode = line.barcode?.trim() ?? "";
  const ways = sku === "" ? [] : skuWays(sku, settings);
  const asked = ways.some(({ query }) => query.barcode === barcode);
  return settings.findByBarcode && barcode !== "" && !asked ? [...ways, byBarcode(barcode)] : ways;
}

function skuWays(
  sku: string,
  { skuMapping, skuSeparator }: Pick<Settings, "skuMapping" | "skuSeparator">,
): ItemWay[] {
  switch (skuMapping) {
    case "none":
      return [];
    case "itemNumber":
      return [byItemNumber(sku)];
    case "variantCode": {
      const variantCode = sku.toUpperCase();
      return [
        {
          query: { variantCode },
          by: "variantCode",
          shown: variantCode,
          accepts: matchedBy("variantCode"),
        },
      ];
    }
    case "itemAndVariant": {
      const [number = "", variantCode, ...more] = sku
        .split(skuSeparator)
        .map((part) => part.trim());
      if (number === "" || more.length > 0) return [];
      if (variantCode === undefined) return [byItemNumber(number)];
      // Both parts must exist: a hit on the item alone is none.
      return variantCode === ""
        ? []
        : [
            {
              query: { number, variantCode },
              by: "itemAndVariant",
              shown: sku,
              accepts: (candidate) =>
                candidate.variantCode?.toUpperCase() === variantCode.toUpperCase() &&
                candidate.ref.number?.toUpperCase() === number.toUpperCase(),
            },
          ];
    }
    case "vendorItem":
      return [
        {
          query: { vendorItemNumber: sku },
          by: "vendorItem",
          shown: sku,
          accepts: matchedBy("vendorItemNumber"),
        },
      ];
    case "barcode":
      return [byBarcode(sku)];
  }
}
