import { z } from "zod";
import type { ItemCandidate } from "#app/erp/port/items.ts";
import { etag, guid, text } from "../wire/shapes.ts";

export const itemRow = z.object({
  "@odata.etag": etag.optional(),
  id: guid,
  number: text,
  displayName: text,
  gtin: text,
  blocked: z.boolean(),
  baseUnitOfMeasureCode: text,
});
export type ItemRow = z.infer<typeof itemRow>;

export const variantRow = z.object({ id: guid, itemId: guid, code: text, description: text });
export type VariantRow = z.infer<typeof variantRow>;

export const ITEM_FIELDS = Object.keys(itemRow.shape)
  .filter((name) => !name.startsWith("@"))
  .join(",");

export const itemCandidate = (
  row: ItemRow,
  matchedBy: ItemCandidate["matchedBy"],
  variant?: VariantRow,
): ItemCandidate => ({
  ref: {
    kind: "item",
    id: row.id,
    number: row.number,
    ...(row["@odata.etag"] === undefined ? {} : { version: row["@odata.etag"] }),
  },
  description: variant?.description || row.displayName,
  ...(variant ? { variantCode: variant.code } : {}),
  ...(row.baseUnitOfMeasureCode === "" ? {} : { salesUnit: row.baseUnitOfMeasureCode }),
  ...(row.gtin === "" ? {} : { barcode: row.gtin }),
  blocked: row.blocked,
  matchedBy,
});
