import { z } from "zod";
import { flag, id, instantOrNull, instantText, textOrEmpty } from "../rpc/shapes.ts";

/** What is read of a product; `code` is the template's with the variant's suffix, empty when nobody gave one. */
export const PRODUCT_FIELDS = [
  "code",
  "rec_name",
  "name",
  "active",
  "salable",
  "create_date",
  "write_date",
  "sale_uom.symbol",
  "default_uom.symbol",
  "identifiers.type",
  "identifiers.code",
];

const unit = z.object({ id, symbol: textOrEmpty });

export const productRow = z.object({
  id,
  code: textOrEmpty,
  name: textOrEmpty,
  active: flag,
  salable: flag,
  create_date: instantText,
  write_date: instantOrNull,
  "sale_uom.": unit.nullable(),
  "default_uom.": unit.nullable(),
  "identifiers.": z.array(z.object({ id, type: z.string().nullable(), code: textOrEmpty })),
});
export type ProductRow = z.output<typeof productRow>;
