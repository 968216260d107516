import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentReading, ReadLine } from "#app/erp/port/readings.ts";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { revisionOf } from "#app/erp/revision.ts";
import { normalize } from "#app/money/decimal.ts";
import type { AddressRow, PartyRow, SaleReadingRow } from "./shape.ts";

export const customerOf = ({ id, code }: PartyRow): ErpRef => ({
  kind: "customer",
  id: String(id),
  ...(code === "" ? {} : { number: code }),
});

/** Addressed to the party itself where nobody else is named. */
export function addressOf(row: AddressRow, party: PartyRow): PostalAddress {
  const parts = {
    name2: row.name,
    address1: row.street.replace(/\s*\n\s*/g, ", "),
    zip: row.postal_code,
    city: row.city,
    countryCode: row["country."]?.code ?? "",
  };
  return {
    name: row.party_name || party.name,
    ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== "")),
  };
}

/** Tryton has no discount: it is in the price. It computes taxes of the document, not of a line. */
export const readLines = (
  snapshot: DocumentSnapshot,
  rows: readonly Pick<SaleReadingRow["lines."][number], "id" | "unit_price" | "product.">[],
): ReadLine[] =>
  snapshot.lines.map((line) => {
    const row = rows.find(({ id }) => String(id) === line.lineId);
    const product = row?.["product."] ?? null;
    return {
      ...line,
      unitPrice: normalize(row?.unit_price ?? "0"),
      discount: "0",
      ...(product === null
        ? {}
        : {
            item: {
              kind: "item" as const,
              id: String(product.id),
              ...(product.code === "" ? {} : { number: product.code }),
            },
          }),
    };
  });

export const withRevision = (reading: Omit<DocumentReading, "revision">): DocumentReading => ({
  ...reading,
  revision: revisionOf(reading),
});
