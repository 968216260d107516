import { z } from "zod";
import type { CustomerCandidate } from "#app/erp/port/customers.ts";
import { etag, guid, text } from "../wire/shapes.ts";

export const customerRow = z.object({
  "@odata.etag": etag.optional(),
  id: guid,
  number: text,
  displayName: text,
  email: text,
  phoneNumber: text,
  addressLine1: text,
  addressLine2: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  blocked: text,
});
export type CustomerRow = z.infer<typeof customerRow>;

export const CUSTOMER_FIELDS = Object.keys(customerRow.shape)
  .filter((name) => !name.startsWith("@"))
  .join(",");

export const candidate = (
  row: CustomerRow,
  matchedBy: CustomerCandidate["matchedBy"],
): CustomerCandidate => ({
  ref: {
    kind: "customer",
    id: row.id,
    number: row.number,
    ...(row["@odata.etag"] === undefined ? {} : { version: row["@odata.etag"] }),
  },
  name: row.displayName,
  ...(row.email === "" ? {} : { email: row.email }),
  matchedBy,
  // One that goods may be shipped to no more can still be invoiced.
  blocked: row.blocked !== "_x0020_" && row.blocked !== "",
});
