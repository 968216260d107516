import type { LedgerReferenceKind } from "../reference-kinds.ts";
import { detailsOf } from "../reference-kinds.ts";

export interface ReferenceField {
  key: string;
  type: "text" | "number" | "boolean" | "choice";
  choices?: string[];
  /** The list whose codes it takes. */
  names?: LedgerReferenceKind;
}

const NAMES: Partial<Record<LedgerReferenceKind, Record<string, LedgerReferenceKind>>> = {
  paymentMethod: { account: "account" },
  taxArea: { countryCode: "country" },
  location: { countryCode: "country" },
  customerTemplate: {
    paymentTerms: "paymentTerms",
    paymentMethod: "paymentMethod",
    shipmentMethod: "shipmentMethod",
    taxArea: "taxArea",
    currency: "currency",
  },
};

const CHOICES: Partial<Record<LedgerReferenceKind, Record<string, string[]>>> = {
  account: { type: ["posting", "heading"] },
};

/** What an entry of a list knows beside code and title, as a form asks for it. The types are those of the defaults. */
export function referenceFields(kind: LedgerReferenceKind): ReferenceField[] {
  return Object.entries(detailsOf(kind, {})).map(([key, value]) => {
    const choices = CHOICES[kind]?.[key];
    const names = NAMES[kind]?.[key];
    if (choices) return { key, type: "choice", choices };
    if (typeof value === "boolean") return { key, type: "boolean" };
    return {
      key,
      type: typeof value === "number" ? "number" : "text",
      ...(names ? { names } : {}),
    };
  });
}
