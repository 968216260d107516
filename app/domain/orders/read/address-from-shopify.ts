import type { AddressFragment } from "#app/shopify/generated/admin.ts";
import type { Address } from "../snapshot/snapshot.ts";

/** An address as Shopify has it, without any fallback. */
export function plain(value: AddressFragment): Address {
  return {
    firstName: value.firstName,
    lastName: value.lastName,
    company: value.company,
    address1: value.address1,
    address2: value.address2,
    city: value.city,
    province: value.province,
    provinceCode: value.provinceCode,
    zip: value.zip,
    country: value.country,
    countryCode: value.countryCodeV2,
    phone: value.phone,
  };
}
