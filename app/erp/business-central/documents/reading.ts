import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentKind } from "#app/erp/port/documents.ts";
import type { DocumentReading, ReadHeader, ReadLine } from "#app/erp/port/readings.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { refusal } from "#app/erp/refusals.ts";
import { revisionOf } from "#app/erp/revision.ts";
import { NO_GUID } from "../wire/filter.ts";
import { fullText } from "../drafts/text.ts";
import { SETS, placeOf } from "./sets.ts";
import type { WholeLine, WholeRow } from "./shape.ts";
import { lineKindOf, snapshotOf } from "./snapshot.ts";

/** Codes of ids in a document, and what else its reading needs to know. */
export interface ReadingFacts {
  /** Of the lines it was made of: a line's place is what it is known by. */
  keys: readonly string[];
  codes: ReadonlyMap<string, string>;
  posted: boolean;
  roundingAccount: string | undefined;
}

/** The key of a line of the app's own; undefined for others, among them the comments and the rounding that the adapter adds after them. */
export const keyAt = (sequence: number, keys: readonly string[]): string | undefined => {
  const place = placeOf(sequence);
  return place === undefined ? undefined : keys[place - 1];
};

/** A comment of the adapter's own: it holds what the document has no field for. */
const isNote = (line: WholeLine, keys: readonly string[]): boolean =>
  lineKindOf(line.lineType) === "comment" && keyAt(line.sequence, keys) === undefined;

/** Purchase order number, in a comment of its own: "#1001 · PO-7". */
const PURCHASE = /^#?[^\s·]+ · (.+)$/;

export function readingOf(kind: DocumentKind, row: WholeRow, facts: ReadingFacts): DocumentReading {
  const { keys, codes, roundingAccount } = facts;
  const snapshot = snapshotOf(kind, row, facts.posted);
  const lines = snapshot.lines.flatMap((line, index): ReadLine[] => {
    const own = row.lines[index];
    if (!own || isNote(own, keys)) return [];
    const key = keyAt(own.sequence, keys);
    const location = codes.get(own.locationId ?? NO_GUID);
    const rounding = key === undefined && own.lineObjectNumber === roundingAccount;
    return [
      {
        ...line,
        ...(key === undefined ? {} : { key }),
        ...(rounding ? { kind: "rounding" as const } : {}),
        ...(own.itemId === NO_GUID
          ? {}
          : { item: { kind: "item" as const, id: own.itemId, number: own.lineObjectNumber } }),
        ...(location === undefined ? {} : { location }),
        unitPrice: own.unitPrice,
        discount: own.discountAmount,
      },
    ];
  });
  const fixed = fixedBecause(kind, row, snapshot.status);
  const reading = {
    ...snapshot,
    lines,
    pricesIncludeTax: row.pricesIncludeTax,
    header: headerOf(kind, row, facts),
    ...(fixed ? { fixed } : {}),
  };
  return { ...reading, revision: revisionOf(reading) };
}

const customer = (id: string, number: string): ErpRef => ({ kind: "customer", id, number });

function headerOf(kind: DocumentKind, row: WholeRow, { keys, codes }: ReadingFacts): ReadHeader {
  const comments = row.lines.filter((line) => isNote(line, keys)).map((line) => line.description);
  const purchase = PURCHASE.exec(comments[0] ?? "")?.[1];
  return {
    sellTo: customer(row.customerId, row.customerNumber),
    billTo: customer(row.billToCustomerId, row.billToCustomerNumber),
    ...(kind === "creditMemo" ? {} : { shipToAddress: shipTo(row) }),
    email: row.email,
    phone: row.phoneNumber,
    documentDate: row[SETS[kind].date] ?? "",
    externalDocumentNumber: purchase ?? "",
    paymentTerms: codes.get(row.paymentTermsId) ?? "",
    shipmentMethod: codes.get(row.shipmentMethodId) ?? "",
    note: fullText(purchase === undefined ? comments : comments.slice(1)),
  };
}

/** The bill-to name is the customer card's, so the bill-to address is no address of the order that could be compared. */
const shipTo = (row: WholeRow): PostalAddress => ({
  name: row.shipToName ?? "",
  contact: row.shipToContact ?? "",
  address1: row.shipToAddressLine1 ?? "",
  address2: row.shipToAddressLine2 ?? "",
  city: row.shipToCity ?? "",
  county: row.shipToState ?? "",
  zip: row.shipToPostCode ?? "",
  countryCode: row.shipToCountry ?? "",
});

function fixedBecause(kind: DocumentKind, row: WholeRow, status: DocumentReading["status"]) {
  const document = row.number;
  if (kind !== "salesOrder") return refusal("bcDocument.notAmendable", { document });
  if (row.status === "In_x0020_Review") return refusal("bcDocument.inReview", { document });
  if (status === "released") return refusal("bcDocument.isReleased", { document });
  return status === "open" ? undefined : refusal("bcDocument.isShipped", { document });
}
