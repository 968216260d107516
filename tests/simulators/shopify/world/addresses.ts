/** Addresses of orders: each order keeps its own copy, as Shopify does. */
import type { AddressRecord, CustomerRecord } from "./model-shop.ts";
import type { AddressSpec } from "./order-spec.ts";
import type { Store } from "./store.ts";

const COUNTRIES: Record<string, string> = {
  DE: "Germany",
  FR: "France",
  US: "United States",
  JP: "Japan",
  KW: "Kuwait",
  SE: "Sweden",
  GB: "United Kingdom",
  NL: "Netherlands",
  AT: "Austria",
  CA: "Canada",
  IL: "Israel",
  CH: "Switzerland",
};
export const countryName = (code: string): string => COUNTRIES[code] ?? code;

export function newAddress(store: Store, spec: AddressSpec): AddressRecord {
  return store.keep({
    __typename: "MailingAddress",
    id: store.ids.of("MailingAddress"),
    firstName: spec.firstName ?? null,
    lastName: spec.lastName ?? null,
    company: spec.company ?? null,
    address1: spec.address1 ?? null,
    address2: spec.address2 ?? null,
    city: spec.city ?? null,
    province: spec.province ?? null,
    provinceCode: spec.provinceCode ?? null,
    zip: spec.zip ?? null,
    country: spec.country ?? countryName(spec.countryCode),
    countryCodeV2: spec.countryCode,
    phone: spec.phone ?? null,
    latitude: null,
    longitude: null,
    timeZone: null,
  });
}

const copyAddress = (store: Store, address: AddressRecord): AddressRecord =>
  store.keep({ ...address, id: store.ids.of("MailingAddress") });

export function addressFor(
  store: Store,
  spec: AddressSpec | "customer" | null | undefined,
  customer: CustomerRecord | null,
): AddressRecord | null {
  if (spec === null || spec === undefined) return null;
  if (spec !== "customer") return newAddress(store, spec);
  const known = customer?.addressRecords[0];
  return known ? copyAddress(store, known) : null;
}
