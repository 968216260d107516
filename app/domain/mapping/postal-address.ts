import type { Address, OrderPersonal } from "#app/domain/orders/snapshot/snapshot.ts";
import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { documentPhone } from "./contact.ts";
import { nameParts, namesOf } from "./names.ts";

export type AddressSettings = Pick<
  Settings,
  "nameSource" | "name2Source" | "contactSource" | "countySource" | "apartment"
>;

/** Code or name of the county (province), as the setting says. */
export const countyOf = (address: Address, settings: Pick<Settings, "countySource">): string =>
  ((settings.countySource === "code" ? address.provinceCode : address.province) ?? "").trim();

type Customer = NonNullable<OrderPersonal["customer"]>;

/** An address of the order in the ERP's form, names by I-31; blank parts are left out. Not cut to any limit. */
export function postalAddress(
  address: Address | null,
  personal: { customer: Pick<Customer, "firstName" | "lastName"> | null },
  settings: AddressSettings,
): PostalAddress {
  const { name, name2, contact } = namesOf(nameParts(address, personal.customer), settings);
  const parts: Record<string, string> = {
    name2,
    contact,
    ...streetOf(address, settings),
    city: trim(address?.city),
    county: address ? countyOf(address, settings) : "",
    zip: trim(address?.zip),
    countryCode: trim(address?.countryCode).toUpperCase(),
    phone: documentPhone(trim(address?.phone)),
  };
  return { name, ...Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== "")) };
}

/** S3: where the ERP has one field for both, what the buyer typed as apartment stands behind the separator. */
const SEPARATOR = "||";

function streetOf(
  address: Address | null,
  { apartment }: Pick<Settings, "apartment">,
): { address1: string; address2: string } {
  const address1 = trim(address?.address1);
  const address2 = trim(address?.address2);
  return apartment === "joined" && address2 !== ""
    ? { address1: `${address1}${SEPARATOR}${address2}`, address2: "" }
    : { address1, address2 };
}

/** Does the address say where, not only who? */
export const hasPlace = (address: Address | null): address is Address =>
  address !== null &&
  [address.address1, address.city, address.zip, address.countryCode].some(
    (part) => trim(part) !== "",
  );

/** Same text for addresses that differ in case and blanks only: names the link of By Bill-to (M-12). */
export function addressFingerprint(address: PostalAddress): string {
  const { name, name2, address1, address2, zip, city, county, countryCode } = address;
  return [name, name2, address1, address2, zip, city, county, countryCode]
    .map((part) => trim(part).toLowerCase().replace(/\s+/g, " "))
    .join("|");
}

const trim = (text: string | null | undefined): string => (text ?? "").trim();
