import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Json } from "#app/lib/json.ts";
import { paths } from "#app/lib/paths.ts";

/** blocks: nothing goes on; holds: a person or the other side lets it go on; warns: work goes on, somebody should know. */
export type Severity = "blocks" | "holds" | "warns";
/** nobody: it goes on by itself, or nothing is wrong. */
export type FixableBy = "merchant" | "shopify" | "erp" | "us" | "nobody";
/** What a problem is filled with. */
export type Params = Readonly<Record<string, Json>>;

/** One kind of problem. */
export interface Entry {
  severity: Severity;
  fixableBy: FixableBy;
  /** What its texts and its fix path are filled with: each is given whenever the problem is raised. */
  params: readonly string[];
  /** What it may be told with too. */
  optional?: readonly string[];
  /** Route where it is fixed; params are the problem's own. */
  fixPath?: (params: Params) => string | null;
}

export const text = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
/** A setting's name, as its text has it. */
type SettingName = TextKey extends infer Key
  ? Key extends `settings.${infer Name}.label`
    ? Name
    : never
  : never;
export const settingOf = (key: SettingName) => (): string => paths.setting(key);
export const setting = (params: Params): string => paths.setting(text(params["setting"]));
export const order = (params: Params): string | null =>
  params["orderId"] === undefined ? null : paths.order(text(params["orderId"]));
export const changes = (params: Params): string | null =>
  params["orderId"] === undefined ? null : paths.orderChanges(text(params["orderId"]));
export const mapping =
  (page: string, key: string) =>
  (params: Params): string =>
    paths.mapping(page, text(params[key]));
export const connection = (): string => paths.connection;
