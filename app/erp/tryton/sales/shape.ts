import { z } from "zod";
import {
  decimalOrNull,
  decimalText,
  floatAsText,
  id,
  instantOrNull,
  instantText,
  text,
} from "../rpc/shapes.ts";

const texts = text.nullable();

/** A sale without its lines; names ending in "." are Tryton's nested records. */
export const saleHeadRow = z.object({
  id,
  number: texts,
  reference: texts,
  state: z.enum(["draft", "quotation", "confirmed", "processing", "done", "cancelled"]),
  untaxed_amount: decimalText,
  tax_amount: decimalText,
  total_amount: decimalText,
  create_date: instantText,
  write_date: instantOrNull,
  _timestamp: text,
  "currency.": z.object({ code: text }),
});
export type SaleHeadRow = z.infer<typeof saleHeadRow>;

export const SALE_HEAD_FIELDS = [
  "number",
  "reference",
  "state",
  "untaxed_amount",
  "tax_amount",
  "total_amount",
  "create_date",
  "write_date",
  "_timestamp",
  "currency.code",
];

/** A sale as it is read before it is released: is there something to release? */
export const releaseRow = saleHeadRow.extend({ "lines.": z.object({ type: text }).array() });
export type ReleaseRow = z.infer<typeof releaseRow>;
export const RELEASE_FIELDS = [...SALE_HEAD_FIELDS, "lines.type"];

/** A sale as it is read for a snapshot. */
export const saleRow = saleHeadRow.extend({
  "lines.": z
    .object({
      id,
      type: text,
      note: texts,
      description: texts,
      quantity: floatAsText.nullable(),
      amount: decimalOrNull,
      "product.": z.object({ type: text }).nullable(),
      "moves.": z.object({ state: text, quantity: floatAsText }).array(),
      "invoice_lines.": z
        .object({
          quantity: floatAsText.nullable(),
          "invoice.": z.object({ state: text }).nullable(),
        })
        .array(),
    })
    .array(),
});
export type SaleRow = z.infer<typeof saleRow>;
export type SaleLineRow = SaleRow["lines."][number];

export const SALE_FIELDS = [
  ...SALE_HEAD_FIELDS,
  ...[
    "type",
    "note",
    "description",
    "quantity",
    "amount",
    "product.type",
    "moves.state",
    "moves.quantity",
    "invoice_lines.quantity",
    "invoice_lines.invoice.state",
  ].map((field) => `lines.${field}`),
];
