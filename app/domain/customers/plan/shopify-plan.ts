import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { CustomerData, CustomerReading } from "#app/erp/port/customers.ts";
import { cutText } from "#app/lib/cut-text.ts";
import { personOf } from "./person.ts";
import type { ToShopify, WantedAddress } from "./planned.ts";
import type { ShopifyCustomer } from "./shopify-customer.ts";

/** Shopify's own limit of names and of each part of an address. */
const MOST = 255;
const fit = (text: string): string => cutText(text.trim(), MOST);

/** What Shopify gets of the fields that differ, and which parts keep the address from going (S3). */
export function shopifyPlan(
  { data }: CustomerReading,
  wanted: Partial<CustomerData>,
  known: ShopifyCustomer | null,
  settings: Settings,
): { plan: Omit<ToShopify, "hash">; missing: string[] } {
  const { name, name2, contact, email, phone, tags, marketing } = wanted;
  const person = personOf(data, settings);
  const named = (name ?? name2 ?? contact) !== undefined;
  const customer = {
    ...(named ? { firstName: fit(person.firstName), lastName: fit(person.lastName) } : {}),
    ...(email ? { email: email.trim() } : {}),
    ...(phone ? { phone: dialled(phone) } : {}),
    ...tagsOf(known?.tags ?? [], tags ?? []),
  };
  const otherCompany = known?.address != null && (known.address.company ?? "") !== person.company;
  const goes = wanted.address !== undefined || (named && otherCompany);
  const address = goes ? addressOf(data, person) : null;
  const missing = address === null ? [] : REQUIRED.filter((part) => address[part] === "");
  const hasEmail = (data.email ?? "") !== "" || (known?.email ?? "") !== "";
  return {
    plan: {
      to: "shopify",
      email: data.email?.trim() ?? "",
      phone: dialled(data.phone ?? ""),
      customer: Object.keys(customer).length > 0 ? customer : null,
      address: missing.length > 0 ? null : address,
      addressId: known?.addressId ?? null,
      marketing: hasEmail && marketing !== undefined ? marketing : null,
    },
    missing,
  };
}

/** Tags that others gave the customer at Shopify stay, so only a new one is worth a write. Shopify keeps them without regard to case. */
function tagsOf(had: readonly string[], wanted: readonly string[]): { tags?: string[] } {
  const known = new Set(had.map((tag) => tag.toLowerCase()));
  const added = wanted.filter((tag) => !known.has(tag.toLowerCase()));
  return added.length > 0 ? { tags: [...had, ...added].sort() } : {};
}

/** S3: without these a delivery address does not go. */
export const REQUIRED = ["lastName", "firstName", "address1", "city", "zip"] as const;

/** As it is dialled: digits, and the plus of a country code. */
export const dialled = (phone: string): string =>
  `${/^\s*(\+|00)/.test(phone) ? "+" : ""}${phone.replace(/^\s*00/, "").replace(/\(0\)|\D/g, "")}`;

/** An address of the ERP in Shopify's words. */
export function addressOf(
  { address = { name: "" } }: Partial<CustomerData>,
  { firstName, lastName, company }: ReturnType<typeof personOf>,
): WantedAddress {
  const [street = "", ...behind] = (address.address1 ?? "").split("||");
  const address2 = [...behind, address.address2 ?? ""].filter(Boolean).join(", ");
  const { countryCode = "", phone = "" } = address;
  return {
    firstName: fit(firstName),
    lastName: fit(lastName),
    ...(company ? { company: fit(company) } : {}),
    address1: fit(street),
    ...(address2 ? { address2: fit(address2) } : {}),
    zip: fit(address.zip ?? ""),
    city: fit(address.city ?? ""),
    ...(countryCode ? { countryCode: countryCode.toUpperCase() } : {}),
    ...(phone ? { phone: dialled(phone) } : {}),
  };
}
