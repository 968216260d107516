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

/** A customer's invoice or credit note (one with negative quantities) as it is read for a snapshot. */
export const invoiceRow = z.object({
  id,
  number: texts,
  reference: texts,
  state: z.enum(["draft", "validated", "posted", "paid", "cancelled"]),
  untaxed_amount: decimalText,
  tax_amount: decimalText,
  total_amount: decimalText,
  create_date: instantText,
  write_date: instantOrNull,
  _timestamp: text,
  "currency.": z.object({ code: text }),
  "lines.": z
    .object({
      id,
      type: text,
      note: texts,
      description: texts,
      quantity: floatAsText.nullable(),
      amount: decimalOrNull,
      "product.": z.object({ type: text }).nullable(),
    })
    .array(),
});
export type InvoiceRow = z.infer<typeof invoiceRow>;

export const INVOICE_FIELDS = [
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
  ...["type", "note", "description", "quantity", "amount", "product.type"].map(
    (field) => `lines.${field}`,
  ),
];
