import { z } from "zod";
import type { ReferenceKind } from "#app/erp/port/reference.ts";

/** The code lists of the ledger, and what an entry of each knows beside code, title and blocked. */
export const REFERENCE_DETAILS = {
  location: z.strictObject({
    address1: z.string().max(255).default(""),
    city: z.string().max(255).default(""),
    zip: z.string().max(30).default(""),
    countryCode: z.string().max(2).default(""),
  }),
  account: z.strictObject({
    type: z.enum(["posting", "heading"]).default("posting"),
    directPosting: z.boolean().default(true),
  }),
  paymentTerms: z.strictObject({
    days: z.int().min(0).max(3650).default(0),
    months: z.int().min(0).max(120).default(0),
    fromEndOfMonth: z.boolean().default(false),
  }),
  paymentMethod: z.strictObject({ account: z.string().max(35).default("") }),
  shipmentMethod: z.strictObject({}),
  shippingAgent: z.strictObject({
    trackingCompany: z.string().max(255).default(""),
    trackingUrl: z.string().max(2000).default(""),
  }),
  shippingAgentService: z.strictObject({}),
  taxArea: z.strictObject({
    countryCode: z.string().max(2).default(""),
    county: z.string().max(255).default(""),
  }),
  currency: z.strictObject({
    /** Units of the company's currency for one of this. */
    rate: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,12})?$/, "is a decimal number such as 1.0825")
      .refine((text) => /[1-9]/.test(text), "must be more than zero")
      .default("1"),
  }),
  country: z.strictObject({}),
  customerTemplate: z.strictObject({
    paymentTerms: z.string().max(35).default(""),
    paymentMethod: z.string().max(35).default(""),
    shipmentMethod: z.string().max(35).default(""),
    taxArea: z.string().max(35).default(""),
    taxLiable: z.boolean().default(true),
    currency: z.string().max(3).default(""),
  }),
  unit: z.strictObject({}),
  itemCharge: z.strictObject({}),
} as const;

export type LedgerReferenceKind = keyof typeof REFERENCE_DETAILS;
export type ReferenceDetails<K extends LedgerReferenceKind> = z.output<
  (typeof REFERENCE_DETAILS)[K]
>;

export const REFERENCE_KINDS = Object.keys(REFERENCE_DETAILS) as LedgerReferenceKind[];

/** The port's names for the lists; number series have their own table. */
export const PORT_KINDS: Record<Exclude<ReferenceKind, "numberSeries">, LedgerReferenceKind> = {
  locations: "location",
  accounts: "account",
  paymentTerms: "paymentTerms",
  paymentMethods: "paymentMethod",
  shipmentMethods: "shipmentMethod",
  shippingAgents: "shippingAgent",
  shippingAgentServices: "shippingAgentService",
  taxAreas: "taxArea",
  currencies: "currency",
  countries: "country",
  customerTemplates: "customerTemplate",
  units: "unit",
  itemCharges: "itemCharge",
};

/** Details as stored, read back through the kind's schema so that new keys get their defaults. */
export function detailsOf<K extends LedgerReferenceKind>(
  kind: K,
  stored: unknown,
): ReferenceDetails<K> {
  return REFERENCE_DETAILS[kind].parse(stored ?? {}) as ReferenceDetails<K>;
}
