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

/** What sales and invoices have in common, without lines; names ending in "." are Tryton's nested records. */
export const documentHead = {
  id,
  number: texts,
  reference: texts,
  untaxed_amount: decimalText,
  tax_amount: decimalText,
  total_amount: decimalText,
  create_date: instantText,
  write_date: instantOrNull,
  _timestamp: text,
  "currency.": z.object({ code: text }),
};

export const HEAD_FIELDS = [
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

/** A line of either, as it is read for a snapshot. */
export const documentLine = {
  id,
  type: text,
  note: texts,
  description: texts,
  quantity: floatAsText.nullable(),
  amount: decimalOrNull,
  "product.": z.object({ type: text }).nullable(),
};

export const LINE_FIELDS = ["type", "note", "description", "quantity", "amount", "product.type"];

export const linesOf = (fields: readonly string[]): string[] =>
  fields.map((field) => `lines.${field}`);
