import { z } from "zod";
import { LineId } from "#app/lib/ids.ts";

const text = z.string().nullable();

const address = z.object({
  firstName: text,
  lastName: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  provinceCode: text,
  zip: text,
  country: text,
  countryCode: text,
  phone: text,
});
export type Address = z.infer<typeof address>;

const attributes = z.array(z.object({ key: z.string(), value: text }));

/** Names, addresses, contacts and free texts: part of the hash, emptied by redaction. */
export const orderPersonalSchema = z.object({
  email: text,
  phone: text,
  note: text,
  customer: z
    .object({
      firstName: text,
      lastName: text,
      email: text,
      phone: text,
      defaultAddress: address.nullable(),
    })
    .nullable(),
  /** displayAddress: what Shopify shows; sell-to comes from it (BC §2.4). */
  sellTo: address.nullable(),
  shipTo: address.nullable(),
  billTo: address.nullable(),
  /** The company a buyer bought for (B2B), as it was when the order was read. */
  company: z
    .object({
      taxRegistrationId: text,
      phone: text,
      billingAddress: address.nullable(),
      /** Its main contact, who need not be who placed the order. */
      mainContact: z
        .object({
          customerId: z.string(),
          firstName: text,
          lastName: text,
          email: text,
          phone: text,
        })
        .nullable(),
    })
    .exactOptional(),
  /** Order attributes without the one this app writes. */
  attributes,
  lineAttributes: z.array(z.object({ lineId: LineId, attributes })),
});
export type OrderPersonal = z.infer<typeof orderPersonalSchema>;
