import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Json } from "#app/lib/json.ts";
import { paths } from "#app/lib/paths.ts";

/** blocks: nothing goes on; holds: a person or the other side lets it go on; warns: work goes on, somebody should know. */
export type Severity = "blocks" | "holds" | "warns";
/** nobody: it goes on by itself, or nothing is wrong. */
export type FixableBy = "merchant" | "shopify" | "erp" | "us" | "nobody";
/** What a problem is filled with. */
export type Params = Readonly<Record<string, Json>>;

/**
 * The form that fixes a problem where it is shown. The screens show it, and what it gives is applied, by this one declaration; where it
 * stands among all others follows from it.
 */
export type Fix =
  /** The ERP's item of a variant; without a variant, of each order's line. */
  | { form: "item"; variantId: string }
  /** One setting of the orders' shop card. */
  | { form: "setting"; key: SettingName }
  /** The code of one mapping row of the orders' shop card. */
  | { form: "mapping"; kind: FixedMapping; key: string }
  /** The ERP's customer of each order. */
  | { form: "customer" };

/** Kinds of mapping rows whose one code is the fix, with their pages. */
const MAPPING_PAGES = { location: "locations", paymentMethod: "payment-methods" } as const;
export type FixedMapping = keyof typeof MAPPING_PAGES;

/** One kind of problem. */
export interface Entry {
  severity: Severity;
  fixableBy: FixableBy;
  /** What its texts and its fix path are filled with: each is given whenever the problem is raised. */
  params: readonly string[];
  /** What it may be told with too. */
  optional?: readonly string[];
  /** The form that fixes it, where one does; null: not with these params. */
  fix?: (params: Params) => Fix | null;
  /** Route where it is fixed, when that does not follow from the form; params are the problem's own. */
  fixPath?: (params: Params) => string | null;
}

export const text = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
/** A setting's name, as its text has it. */
export type SettingName = TextKey extends infer Key
  ? Key extends `settings.${infer Name}.label`
    ? Name
    : never
  : never;
export const settingOf = (key: SettingName) => (): string => paths.setting(key);
export const setting = (key: SettingName) => (): Fix => ({ form: "setting", key });
export const order = (params: Params): string | null =>
  params["orderId"] === undefined ? null : paths.order(text(params["orderId"]));
export const changes = (params: Params): string | null =>
  params["orderId"] === undefined ? null : paths.orderChanges(text(params["orderId"]));
export const mapping =
  (kind: FixedMapping, key: string) =>
  (params: Params): Fix => ({ form: "mapping", kind, key: text(params[key]) });
export const connection = (): string => paths.connection;

/** The page that shows what a form changes. */
export function pathOfFix(fix: Fix, params: Params): string | null {
  switch (fix.form) {
    case "item":
      return fix.variantId === ""
        ? paths.setting("skuMapping")
        : paths.mapping("items", fix.variantId);
    case "setting":
      return paths.setting(fix.key);
    case "mapping":
      return paths.mapping(MAPPING_PAGES[fix.kind], fix.key);
    case "customer":
      return order(params);
  }
}
