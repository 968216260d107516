import { z } from "zod";
import { CHARGE_WAYS } from "#app/erp/port/documents.ts";
import type { ReferenceKind } from "#app/erp/port/reference.ts";
import { paths } from "#app/lib/paths.ts";

/** Values of one mapping row, by kind. A row that exists with `erp` null is known but not mapped yet. */
const code = z.string().trim().min(1).max(100);

export const mappingSchemas = {
  /** Shopify location → ERP location code of orders, and those whose stock it shows: none, and its stock is left alone. */
  location: z.object({
    code,
    stockFrom: code.optional(),
    stockFrom2: code.optional(),
    stockFrom3: code.optional(),
  }),
  /** Shipping line title → method, agent, and how its charge is booked (M-50, D-22). */
  shipmentMethod: z.object({
    code: code.optional(),
    agent: code.optional(),
    agentService: code.optional(),
    charge: z
      .discriminatedUnion("type", [
        z.object({ type: z.literal("account"), number: code }),
        z.object({ type: z.literal("item"), number: code }),
        z.object({
          type: z.literal("itemCharge"),
          number: code,
          assign: z.enum(CHARGE_WAYS).optional(),
        }),
      ])
      .optional(),
  }),
  paymentTerms: z.object({ code }),
  paymentMethod: z.object({ code }),
  /** ERP shipping agent → the company Shopify knows it by and its tracking address; `{number}` stands for the tracking number (F-15). */
  shippingAgent: z.object({
    company: z.string().trim().min(1).max(255).optional(),
    urlTemplate: z.string().trim().min(1).max(2_000).optional(),
  }),
  /** Ship-to country → template and, when set, the customer of every order from there (M-1, M-20). */
  customerTemplate: z.object({ template: code.optional(), defaultCustomer: code.optional() }),
  /** Location of a company → its own customers; what it has none for is the company's (M-31). Bill-to alone is not possible. */
  companyLocation: z.object({ sellTo: code, billTo: code.optional() }),
  /** Country and county → tax area (M-71, M-72). */
  taxArea: z.object({ code }),
} as const;

export type MappingKind = keyof typeof mappingSchemas;
export type MappingValue<K extends MappingKind> = z.infer<(typeof mappingSchemas)[K]>;
export const mappingKinds = Object.keys(mappingSchemas) as MappingKind[];

/** Reference data of the ERP that the fields of a kind are chosen from. */
export const mappingNeeds: Record<
  MappingKind,
  Record<string, ReferenceKind | "items" | "customers">
> = {
  location: {
    code: "locations",
    stockFrom: "locations",
    stockFrom2: "locations",
    stockFrom3: "locations",
  },
  shipmentMethod: {
    code: "shipmentMethods",
    agent: "shippingAgents",
    agentService: "shippingAgentServices",
  },
  paymentTerms: { code: "paymentTerms" },
  paymentMethod: { code: "paymentMethods" },
  shippingAgent: {},
  customerTemplate: { template: "customerTemplates", defaultCustomer: "customers" },
  companyLocation: { sellTo: "customers", billTo: "customers" },
  taxArea: { code: "taxAreas" },
};

/** Kinds whose rows may stay as they are: what has none of its own is decided elsewhere. */
export const OPTIONAL_KINDS: readonly MappingKind[] = ["companyLocation"];

/** `Mapping.key` of each kind, made in this one place. */
export const mappingKey = {
  /** A location that was deleted in Shopify has no id left; its name stands for it. */
  location: (locationGid: string | null, name: string) =>
    locationGid === null ? `deleted:${name}` : locationGid,
  shipmentMethod: (title: string) => title,
  paymentTerms: (type: string, name: string) => `${type}:${name}`,
  paymentMethod: (gateway: string) => gateway,
  shippingAgent: (agentCode: string) => agentCode,
  companyLocation: (locationGid: string) => locationGid,
  customerTemplate: (countryCode: string) => countryCode.toUpperCase(),
  /** County as the setting countySource says: code or name; "" for a country without. */
  taxArea: (countryCode: string, county: string) =>
    `${countryCode.toUpperCase()}/${county.trim().toUpperCase()}`,
} as const;

const pages: Record<MappingKind, string> = {
  location: "locations",
  shipmentMethod: "shipment-methods",
  paymentTerms: "payment-terms",
  paymentMethod: "payment-methods",
  shippingAgent: "shipping-agents",
  customerTemplate: "customer-templates",
  companyLocation: "company-locations",
  taxArea: "tax-areas",
};

/** Page on which a mapping is changed. */
export const mappingPath = (kind: MappingKind, key: string): string =>
  paths.mapping(pages[kind], key);
export const customerPath = (shopifyId: string): string => paths.mapping("customers", shopifyId);
export const companyPath = (companyId: string): string => paths.mapping("companies", companyId);
export const itemPath = (variantId: string): string => paths.mapping("items", variantId);
