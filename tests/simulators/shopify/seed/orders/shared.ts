/** Taxes and parcels most orders share. */
import type { TaxRate } from "../../world/arithmetic/taxes.ts";
import type { AddressSpec, ShippingSpec } from "../../world/order-spec.ts";

export const VAT: TaxRate[] = [{ title: "VAT", rate: "0.19" }];
export const REDUCED: TaxRate[] = [{ title: "VAT", rate: "0.07" }];
export const FRENCH_VAT: TaxRate[] = [{ title: "TVA", rate: "0.2" }];
export const MAINE: TaxRate[] = [{ title: "Maine State Tax", rate: "0.055" }];
export const TWO_LEVELS: TaxRate[] = [
  { title: "State Tax", rate: "0.04" },
  { title: "City Tax", rate: "0.04875" },
];
export const STANDARD: ShippingSpec = { title: "Standard", price: "4.90" };
export const EXPRESS: ShippingSpec = { title: "Express", price: "12.50" };
export const INTERNATIONAL: ShippingSpec = { title: "International", price: "24.00" };
export const GUEST_ADDRESS: AddressSpec = {
  firstName: "Renate",
  lastName: "Vogel",
  address1: "Königstraße 77",
  city: "Lübeck",
  zip: "23552",
  countryCode: "DE",
};
