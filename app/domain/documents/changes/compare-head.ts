import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ReadHeader } from "#app/erp/port/readings.ts";
import type { Sides } from "./compare-lines.ts";

/** What of a header is compared, in the order a person would look for it. */
const HEAD_FIELDS = [
  ...(["sellTo", "billTo", "billToAddress", "shipToAddress", "email", "phone"] as const),
  ...(["paymentTerms", "dueDate", "paymentMethod", "shipmentMethod", "shippingAgent"] as const),
  ...(["externalDocumentNumber", "note"] as const),
];
export type HeadField = (typeof HEAD_FIELDS)[number];

export interface ComparedField {
  field: HeadField;
  then: string;
  now: string | null;
  /** Null: the ERP does not keep it. */
  erp: string | null;
  edited: boolean;
  byPeople: boolean;
}

/** Fields in which one side differs from another; what is the same on all three is left out. */
export function compareHead({ then, now, erp }: Sides): ComparedField[] {
  return HEAD_FIELDS.map((field): ComparedField => {
    const sides = {
      then: textOf(then, field),
      now: now && textOf(now, field),
      erp: erp && (erp.header[field] === undefined ? null : textOf(erp.header, field)),
    };
    return {
      field,
      ...sides,
      edited: sides.now !== null && !sameText(field, sides.then, sides.now),
      byPeople: sides.erp !== null && !asMade(field, sides.then, sides.erp),
    };
  }).filter(({ edited, byPeople }) => edited || byPeople);
}

/** Whether the ERP's header says what the order says now. */
export const headSaysNow = ({ field, now, erp }: ComparedField): boolean =>
  now === null || erp === null || asMade(field, now, erp);

function textOf(head: DocumentDraft | ReadHeader, field: HeadField): string {
  const value = head[field];
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  return "kind" in value ? (value.number ?? value.id) : addressText(value);
}

const addressText = (address: PostalAddress): string =>
  [
    ...[address.name, address.name2, address.contact, address.address1, address.address2],
    [address.zip, address.city].filter(Boolean).join(" "),
    ...[address.county, address.countryCode],
  ]
    .filter(Boolean)
    .join(", ");

/** An ERP works a due date out from the terms. */
const asMade = (field: HeadField, made: string, erp: string): boolean =>
  (field === "dueDate" && made === "") || sameText(field, made, erp);

/** An ERP keeps the parts of an address in fields of its own, and takes no letters in a phone number: what counts is the words, and the digits. */
function sameText(field: HeadField, one: string, other: string): boolean {
  if (field === "phone") return digits(one) === digits(other);
  if (field === "note") return squeezed(one) === squeezed(other);
  if (field !== "billToAddress" && field !== "shipToAddress") return one.trim() === other.trim();
  const words = (text: string) => [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))];
  return words(one).sort().join(" ") === words(other).sort().join(" ");
}

const digits = (text: string): string => text.replace(/\D/g, "");
/** However an ERP breaks its lines. */
const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();
