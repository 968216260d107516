import type { Decimal } from "#app/money/decimal.ts";
import type { ReferenceKind } from "#app/erp/port/reference.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";

/**
 * Kinds of value a setting holds. `account`, `currency`, `location`, `template` are codes chosen
 * from the ERP's reference data;
 * `item` and `customer` are ERP numbers found by search. Text-like kinds hold "" when blank.
 */
export type SettingType =
  | "text"
  | "code"
  | "boolean"
  | "choice"
  | "account"
  | "item"
  | "customer"
  | "currency"
  | "location"
  | "template"
  | "timezone"
  | "integer"
  | "decimal";

export type Section =
  | "general"
  | "currency"
  | "orders"
  | "shipments"
  | "payments"
  | "policies"
  | "accounts"
  | "proof"
  | "tax"
  | "customers"
  | "companies"
  | "items"
  | "returns"
  | "stock"
  | "invoiceExport"
  | "orderExport";

/** When a changed value shows: at once, at the next listing of orders, or on documents planned from then on. */
export type EffectWhen = "now" | "nextSync" | "nextDocument";

export interface SettingSpec {
  key: string;
  section: Section;
  type: SettingType;
  default: string | boolean | number;
  effect: EffectWhen;
  /** Values of a `choice`. */
  options?: readonly string[];
  /** Where the ERP's values to choose from come from; items and customers are searched. */
  needs?: ReferenceKind | "items" | "customers";
  /** Nothing reads it yet: kept with its value, not shown, and nothing is refused for its sake. */
  pending?: true;
  /** May a decimal be left blank? */
  blank?: boolean;
  min?: number;
  max?: number;
}

type ValueOf<S extends SettingSpec> = S["type"] extends "boolean"
  ? boolean
  : S["type"] extends "integer"
    ? number
    : S["type"] extends "choice"
      ? S["options"] extends readonly string[]
        ? S["options"][number]
        : never
      : S["type"] extends "decimal"
        ? Decimal
        : string;

/** The values of a list of settings, by key. */
export type ValuesOf<L extends readonly SettingSpec[]> = {
  [S in L[number] as S["key"]]: ValueOf<S>;
};

/** What a form needs of one setting; texts are i18n keys. */
export interface Setting extends SettingSpec {
  label: TextKey;
  help: TextKey;
  /** i18n key of each option of a choice. */
  optionLabels: Record<string, TextKey>;
}

/** A refused value: which field, which text (i18n key) and its parameters. */
export interface SettingProblem {
  key: string;
  problem: TextKey;
  params: Record<string, string>;
}
