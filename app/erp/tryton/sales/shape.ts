import { z } from "zod";
import {
  documentHead,
  documentLine,
  HEAD_FIELDS,
  LINE_FIELDS,
  linesOf,
} from "../drafts/document-shape.ts";
import { floatAsText, text } from "../rpc/shapes.ts";

/** A sale without its lines. */
export const saleHeadRow = z.object({
  ...documentHead,
  state: z.enum(["draft", "quotation", "confirmed", "processing", "done", "cancelled"]),
});
export type SaleHeadRow = z.infer<typeof saleHeadRow>;
export const SALE_HEAD_FIELDS = HEAD_FIELDS;

/** A sale as it is read before it is released: is there something to release? */
export const releaseRow = saleHeadRow.extend({ "lines.": z.object({ type: text }).array() });
export type ReleaseRow = z.infer<typeof releaseRow>;
export const RELEASE_FIELDS = [...HEAD_FIELDS, "lines.type"];

/** A sale as it is read for a snapshot. */
export const saleRow = saleHeadRow.extend({
  "lines.": z
    .object({
      ...documentLine,
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
  ...HEAD_FIELDS,
  ...linesOf([
    ...LINE_FIELDS,
    "moves.state",
    "moves.quantity",
    "invoice_lines.quantity",
    "invoice_lines.invoice.state",
  ]),
];
