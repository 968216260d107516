import type { PostalAddress } from "#app/erp/port/customers.ts";
import { checkedText } from "./text.ts";

/** How long each part may be in Business Central. */
const PARTS = {
  name: 100,
  name2: 100,
  contact: 100,
  address1: 100,
  address2: 50,
  city: 30,
  county: 30,
  zip: 20,
  countryCode: 10,
} as const;

export function checkAddress(field: string, address: PostalAddress): void {
  for (const [part, limit] of Object.entries(PARTS))
    checkedText(`${field}.${part}`, address[part as keyof typeof PARTS], limit);
}

const of = (value: string | undefined): string => value?.trim() ?? "";

/** The address fields of a document, below their prefix. */
export function addressFields(
  prefix: "sellTo" | "shipTo",
  address: PostalAddress,
): Record<string, string> {
  return {
    [`${prefix}AddressLine1`]: of(address.address1),
    [`${prefix}AddressLine2`]: of(address.address2),
    [`${prefix}City`]: of(address.city),
    [`${prefix}State`]: of(address.county),
    [`${prefix}PostCode`]: of(address.zip),
    [`${prefix}Country`]: of(address.countryCode),
  };
}

/** Whom a parcel is for, besides the name: Business Central has one more line. */
export const contactOf = ({ name, name2, contact }: PostalAddress): string =>
  [...new Set([of(name2), of(contact)])]
    .filter((part) => part !== "" && part !== of(name))
    .join(", ");

/** Business Central takes no letters in a phone number. */
export const phoneOf = (phone: string | undefined): string =>
  (phone ?? "").replace(/[^0-9 +()/.-]/g, "").trim();
