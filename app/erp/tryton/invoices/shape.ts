import { z } from "zod";
import {
  documentHead,
  documentLine,
  HEAD_FIELDS,
  LINE_FIELDS,
  linesOf,
} from "../drafts/document-shape.ts";

/** A customer's invoice or credit note (one with negative quantities) as it is read for a snapshot. */
export const invoiceRow = z.object({
  ...documentHead,
  state: z.enum(["draft", "validated", "posted", "paid", "cancelled"]),
  "lines.": z.object(documentLine).array(),
});
export type InvoiceRow = z.infer<typeof invoiceRow>;

export const INVOICE_FIELDS = [...HEAD_FIELDS, ...linesOf(LINE_FIELDS)];
