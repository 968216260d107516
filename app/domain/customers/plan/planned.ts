import { z } from "zod";
import { customerDataSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";

const text = z.string();

/** As the ERP is to have it. `hash`: of what was read, whichever way it goes. */
const toErp = z.object({ to: z.literal("erp"), hash: text, data: customerDataSchema });
export type ToErp = z.infer<typeof toErp>;

/** MailingAddressInput, as far as an ERP knows it. */
const mailingAddress = z.object({
  firstName: text,
  lastName: text,
  company: text.exactOptional(),
  address1: text,
  address2: text.exactOptional(),
  zip: text,
  city: text,
  countryCode: text.exactOptional(),
  phone: text.exactOptional(),
});
export type WantedAddress = z.infer<typeof mailingAddress>;

/** What Shopify is to have, step by step; null: nothing of it is to change. */
const toShopify = z.object({
  to: z.literal("shopify"),
  hash: text,
  /** By what the customer is found: theirs alone at Shopify. */
  email: text,
  phone: text,
  customer: z
    .object({
      firstName: text.exactOptional(),
      lastName: text.exactOptional(),
      email: text.exactOptional(),
      phone: text.exactOptional(),
      tags: z.array(text).exactOptional(),
    })
    .nullable(),
  address: mailingAddress.nullable(),
  /** The address that is changed; null: one is added. */
  addressId: text.nullable(),
  marketing: z.boolean().nullable(),
});
export type ToShopify = z.infer<typeof toShopify>;

/** `CustomerSync.data`. */
export const storedPlan = storedJson("planned customer", z.union([toErp, toShopify]));
