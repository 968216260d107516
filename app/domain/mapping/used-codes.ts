import { settingsList } from "#app/domain/shop-card/settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { ReferenceKind } from "#app/erp/port/reference.ts";
import type { Choices, MappingFacts } from "./facts.ts";
import { mappingNeeds } from "./kinds.ts";
import type { MappingKind } from "./kinds.ts";

type Kind = ReferenceKind | "items" | "customers";
/** Looked for one by one, as customers and items. */
const isList = (kind: Kind | undefined): kind is ReferenceKind =>
  kind !== undefined && kind !== "items" && kind !== "customers";

/** List of the ERP that a value chosen by hand is of. */
export const CHOSEN = {
  shipmentMethod: "shipmentMethods",
  shippingAgent: "shippingAgents",
  shippingAgentService: "shippingAgentServices",
  paymentTerms: "paymentTerms",
  paymentMethod: "paymentMethods",
} as const satisfies Partial<Record<keyof Choices, ReferenceKind>>;

/** Codes of the ERP's lists that may come to stand on the documents of these orders. */
export function usedCodes(
  orders: readonly { settings: Settings; choices: Choices }[],
  { mappings }: Pick<MappingFacts, "mappings">,
): Partial<Record<ReferenceKind, string[]>> {
  const used: Partial<Record<ReferenceKind, string[]>> = {};
  const add = (kind: Kind | undefined, code: unknown): void => {
    if (isList(kind) && typeof code === "string" && code !== "") (used[kind] ??= []).push(code);
  };
  for (const [kind, rows] of Object.entries(mappings) as [MappingKind, object][])
    for (const value of Object.values(rows) as (object | null)[])
      for (const { kind: needed, code } of codesOf(kind, value ?? {})) add(needed, code);
  for (const { settings, choices } of orders) {
    for (const { key, needs } of settingsList) add(needs, settings[key]);
    for (const [field, kind] of Object.entries(CHOSEN)) add(kind, choices[field as keyof Choices]);
  }
  return used;
}

const CHARGES: Readonly<Record<string, Kind>> = {
  account: "accounts",
  item: "items",
  itemCharge: "itemCharges",
};

/** The codes in the value of a mapping row, each with where it must be in the ERP. */
export function codesOf(kind: MappingKind, value: object): { kind: Kind; code: string }[] {
  const fields = value as Record<string, unknown>;
  const charge = fields["charge"] as { type: string; number: string } | undefined;
  return [
    ...Object.entries(mappingNeeds[kind]).map(([field, needed]) => ({
      kind: needed,
      code: fields[field],
    })),
    { kind: CHARGES[charge?.type ?? ""], code: charge?.number },
  ].filter(
    (use): use is { kind: Kind; code: string } =>
      use.kind !== undefined && typeof use.code === "string",
  );
}
