import { z } from "zod";
import { linesOf } from "../drafts/document-shape.ts";
import { INVOICE_FIELDS, invoiceRow } from "../invoices/shape.ts";
import {
  decimalOrNull,
  decimalText,
  id,
  ids,
  instantText,
  text,
  textOrEmpty,
} from "../rpc/shapes.ts";
import { invoiceReadingRow, INVOICE_READING_FIELDS } from "./shape.ts";

const line = {
  unit_price: decimalOrNull,
  taxes: ids,
  "product.": z.object({ id, code: textOrEmpty, type: text }).nullable(),
  "account.": z.object({ code: textOrEmpty }).nullable(),
};

const tax = z.object({
  id,
  description: textOrEmpty,
  amount: decimalText,
  tax: id.nullable(),
  "tax.": z.object({ rate: decimalOrNull }).nullable(),
});

/** A posted invoice with all that an order made of it says. */
export const postedInvoiceRow = invoiceReadingRow.extend({
  "lines.": invoiceRow.shape["lines."].element.extend(line).array(),
  "party.": invoiceReadingRow.shape["party."].extend({ email: textOrEmpty }),
  "taxes.": tax.array(),
  "move.": z.object({ create_date: instantText }).nullable(),
  amount_to_pay: decimalText,
});
export type PostedInvoiceRow = z.infer<typeof postedInvoiceRow>;

export const POSTED_INVOICE_FIELDS = [
  ...new Set([
    ...INVOICE_FIELDS,
    ...INVOICE_READING_FIELDS,
    ...linesOf(["account.code"]),
    "party.email",
    ...["description", "amount", "tax", "tax.rate"].map((field) => `taxes.${field}`),
    "move.create_date",
    "amount_to_pay",
  ]),
];
