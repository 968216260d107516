import { documentPhone } from "#app/domain/mapping/contact.ts";
import { nameParts, namesOf } from "#app/domain/mapping/names.ts";
import { postalAddress } from "#app/domain/mapping/postal-address.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { CustomerData, PostalAddress } from "#app/erp/port/customers.ts";
import { cutText } from "#app/lib/cut-text.ts";
import type { ShopifyCustomer } from "./shopify-customer.ts";

type Able = Pick<Capabilities, "customerFields" | "limits">;

/**
 * S3: a Shopify customer as the ERP is to have it. Names by the card's sources; only the delivery address, which is the default one; what the ERP keeps no
 * field for is left out, and texts are cut to its limits (D-3). A name there is always: else the e-mail, else the phone, else empty.
 */
export function erpCustomer(
  customer: ShopifyCustomer,
  settings: Settings,
  { customerFields, limits }: Able,
): CustomerData {
  const { email, tags, marketing } = customer;
  const fit = (text: string, limit: number): string => cutText(text, limit, limits.units);
  const names = namesOf(nameParts(customer.address, customer), settings);
  const any = namesOf(nameParts(customer.address, customer), {
    nameSource: "companyName",
    name2Source: "firstAndLast",
    contactSource: "none",
  }).name;
  const phone = documentPhone(customer.phone);
  const name = fit(names.name || names.contact || any || email || phone, limits.name);
  const { phone: deliveryPhone, ...place } = postalAddress(
    customer.address,
    { customer },
    settings,
  );
  const keepsPhone = deliveryPhone !== undefined && customerFields.includes("deliveryPhone");
  return {
    name,
    ...(names.name2 ? { name2: fit(names.name2, limits.name) } : {}),
    ...(names.contact ? { contact: fit(names.contact, limits.name) } : {}),
    ...(email ? { email } : {}),
    ...(phone || deliveryPhone ? { phone: phone || deliveryPhone || "" } : {}),
    address: {
      ...fitted(place, fit, limits),
      name,
      ...(keepsPhone ? { phone: deliveryPhone } : {}),
    },
    ...(customerFields.includes("marketing") ? { marketing } : {}),
    ...(customerFields.includes("tags") ? { tags: [...tags].sort() } : {}),
  };
}

const NAMES: readonly string[] = ["name", "name2", "contact"];

function fitted(
  place: PostalAddress,
  fit: (text: string, limit: number) => string,
  { name, address, parts = {} }: Capabilities["limits"],
): PostalAddress {
  const limitOf = (part: string): number =>
    NAMES.includes(part) ? name : (parts[part as keyof typeof parts] ?? address);
  return Object.fromEntries(
    Object.entries(place).map(([part, text]: [string, string]) => [part, fit(text, limitOf(part))]),
  ) as unknown as PostalAddress;
}
