import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { CustomerRow } from "./row.ts";

/** Without the zero that people put in brackets behind the code of a country. */
const digitsOf = (text: string): string =>
  text.replace(/\(0\)/g, "").replace(/\D/g, "").replace(/^0+/, "");

const MIN_DIGITS = 6;

/** How well a number fits: the whole of it, or its end where one of the two has a country code. */
export function phoneRank(stored: string, wanted: string): 0 | 1 | undefined {
  const own = digitsOf(stored);
  if (own.length < MIN_DIGITS || wanted.length < MIN_DIGITS) return undefined;
  if (own === wanted) return 0;
  return own.endsWith(wanted) || wanted.endsWith(own) ? 1 : undefined;
}

const plain = (text: string | undefined): string =>
  (text ?? "").normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();

/** Whether all of an address is the customer's own. */
export function sameAddress(row: CustomerRow, address: PostalAddress): boolean {
  const pairs: [string, string | undefined][] = [
    [row.displayName, address.name],
    [row.addressLine1, address.address1],
    [row.addressLine2, address.address2],
    [row.city, address.city],
    [row.state, address.county],
    [row.postalCode, address.zip],
    [row.country, address.countryCode],
  ];
  return pairs.every(([own, wanted]) => plain(own) === plain(wanted));
}
