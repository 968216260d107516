import type { ReferenceKind } from "#app/erp/port/reference.ts";

/** The entity set of each list. What API v2.0 does not have is not here, and its list is empty. */
export const REFERENCE_SETS = {
  locations: "locations",
  accounts: "accounts",
  paymentTerms: "paymentTerms",
  paymentMethods: "paymentMethods",
  shipmentMethods: "shipmentMethods",
  taxAreas: "taxAreas",
  currencies: "currencies",
  countries: "countriesRegions",
  units: "unitsOfMeasure",
  taxGroups: "taxGroups",
} as const satisfies Partial<Record<ReferenceKind | "taxGroups", string>>;

export type SetKind = keyof typeof REFERENCE_SETS;
export const isSetKind = (kind: string): kind is SetKind => Object.hasOwn(REFERENCE_SETS, kind);

export interface ReferenceRow {
  id: string;
  code: string;
  title: string;
  blocked: boolean;
  /** Of an account: what keeps it from being posted to. */
  account?: "heading" | "noDirectPosting";
}
