import type { PostalAddress } from "#app/erp/port/customers.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import type { Books } from "./books.ts";

/** A party.address as documents point to it; empty text and null are one. */
export interface AddressValues {
  /** Who the address is addressed to, when it is not the party itself. */
  party_name: string;
  /** "Building name": printed below the party's name. */
  name: string;
  street: string;
  postal_code: string;
  city: string;
  country: number | null;
}

/** A state without a record in Tryton goes with the city, as it is printed. */
export function addressValues(
  field: string,
  address: PostalAddress,
  partyName: string,
  countries: Books["countries"],
): AddressValues {
  const code = address.countryCode ?? "";
  const country = code === "" ? null : countries.get(code);
  if (country === undefined)
    throw invalid(`${field}.countryCode`, refusal("trytonDocument.country", { country: code }));
  const of = (...parts: (string | undefined)[]): string =>
    [...new Set(parts.map((part) => part?.trim() ?? "").filter((part) => part !== ""))].join(", ");
  const name = address.name.trim();
  return {
    party_name: name === partyName.trim() ? "" : name,
    name: of(address.name2, address.contact === name ? undefined : address.contact),
    street: [address.address1, address.address2]
      .map((part) => part?.trim() ?? "")
      .filter((part) => part !== "")
      .join("\n"),
    postal_code: address.zip?.trim() ?? "",
    city: of(address.city, address.county),
    country: country?.id ?? null,
  };
}

export const sameAddress = (a: AddressValues, b: AddressValues): boolean =>
  a.country === b.country &&
  (["party_name", "name", "street", "postal_code", "city"] as const).every(
    (part) => plain(a[part]) === plain(b[part]),
  );

const plain = (text: string): string =>
  text
    .normalize("NFC")
    .trim()
    .replace(/\r\n/g, "\n")
    .replace(/[ \t]+/g, " ");
