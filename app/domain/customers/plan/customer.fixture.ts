import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { ShopifyCustomer } from "./shopify-customer.ts";

const place = {
  firstName: "Nora",
  lastName: "Brandt",
  company: null,
  address1: "Hafenstraße 3",
  address2: "Rear building",
  city: "Kiel",
  province: null,
  provinceCode: null,
  zip: "24103",
  country: "Germany",
  countryCode: "DE",
  phone: "+49431223344",
};

/** Nora Brandt in Shopify. */
export const shopifyCustomer = (over: Partial<ShopifyCustomer> = {}): ShopifyCustomer => ({
  id: "gid://shopify/Customer/7",
  firstName: "Nora",
  lastName: "Brandt",
  email: "nora@example.com",
  phone: "+494311111",
  marketing: true,
  tags: ["vip"],
  addressId: "gid://shopify/MailingAddress/70",
  address: place,
  ...over,
});

/** The same person in an ERP that keeps every field. */
export const reading = (
  data: CustomerReading["data"] = {},
  over: Partial<Omit<CustomerReading, "data">> = {},
): CustomerReading => ({
  ref: { kind: "customer", id: "c7", number: "10007" },
  blocked: false,
  ...over,
  data: {
    name: "Nora Brandt",
    name2: "",
    contact: "Nora Brandt",
    email: "nora@example.com",
    phone: "+49 431 1111",
    address: {
      name: "Nora Brandt",
      address1: "Hafenstraße 3",
      address2: "Rear building",
      city: "Kiel",
      zip: "24103",
      countryCode: "DE",
      phone: "+49431223344",
    },
    marketing: true,
    tags: ["vip"],
    ...data,
  },
});
