import { z } from "zod";
import { linesOf } from "../drafts/document-shape.ts";
import { INVOICE_FIELDS, invoiceRow } from "../invoices/shape.ts";
import { dayOrNull, decimalOrNull, id, idOrNull, ids, text, textOrEmpty } from "../rpc/shapes.ts";
import { SALE_FIELDS, saleRow } from "../sales/shape.ts";

const address = z.object({
  party_name: textOrEmpty,
  name: textOrEmpty,
  street: textOrEmpty,
  postal_code: textOrEmpty,
  city: textOrEmpty,
  "country.": z.object({ code: textOrEmpty }).nullable(),
});
export type AddressRow = z.infer<typeof address>;

const addressFields = (field: string): string[] =>
  ["party_name", "name", "street", "postal_code", "city", "country.code"].map(
    (part) => `${field}.${part}`,
  );

const party = z.object({ id, code: textOrEmpty, name: textOrEmpty });
export type PartyRow = z.infer<typeof party>;
const partyFields = (field: string): string[] => [`${field}.code`, `${field}.name`];

const line = {
  unit_price: decimalOrNull,
  unit: idOrNull,
  taxes: ids,
  "product.": z.object({ id, code: textOrEmpty, type: text }).nullable(),
};
const LINE = linesOf(["unit_price", "unit", "taxes", "product.code"]);

/** A sale with all a person would compare it by. */
export const saleReadingRow = saleRow.extend({
  "lines.": saleRow.shape["lines."].element.extend(line).array(),
  "party.": party,
  "invoice_party.": party.nullable(),
  "invoice_address.": address.nullable(),
  "shipment_address.": address.nullable(),
  invoice_address: idOrNull,
  shipment_address: idOrNull,
  warehouse: idOrNull,
  payment_term: idOrNull,
  carrier: idOrNull,
  sale_date: dayOrNull,
  description: textOrEmpty,
  comment: textOrEmpty,
});
export type SaleReadingRow = z.infer<typeof saleReadingRow>;
export const SALE_READING_FIELDS = [
  ...SALE_FIELDS,
  ...LINE,
  ...partyFields("party"),
  ...partyFields("invoice_party"),
  ...addressFields("invoice_address"),
  ...addressFields("shipment_address"),
  ...["invoice_address", "shipment_address", "warehouse", "payment_term", "carrier"],
  ...["sale_date", "description", "comment"],
];

/** The same of an invoice, which has one party and one address. */
export const invoiceReadingRow = invoiceRow.extend({
  "lines.": invoiceRow.shape["lines."].element.extend(line).array(),
  "party.": party,
  "invoice_address.": address.nullable(),
  payment_term: idOrNull,
  invoice_date: dayOrNull,
  description: textOrEmpty,
});
export const INVOICE_READING_FIELDS = [
  ...INVOICE_FIELDS,
  ...LINE,
  ...partyFields("party"),
  ...addressFields("invoice_address"),
  ...["payment_term", "invoice_date", "description"],
];
