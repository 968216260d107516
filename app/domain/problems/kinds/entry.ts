import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Json } from "#app/lib/json.ts";
import { paths } from "#app/lib/paths.ts";

/** blocks: nothing goes on; holds: a person or the other side lets it go on; warns: work goes on, somebody should know. */
export type Severity = "blocks" | "holds" | "warns";
/** itself: it is tried again until it succeeds; nobody: nothing is wrong, and so it is no problem but information. */
export type FixableBy = "merchant" | "shopify" | "erp" | "us" | "itself" | "nobody";
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
  /** One code of one mapping row of the orders' shop card. */
  | { form: "mapping"; kind: FixedMapping; key: string; field: string }
  /** How a shipping method's charge is booked, by its title. */
  | { form: "charge"; key: string }
  /** The ERP's customer of each order. */
  | { form: "customer" }
  /** What a credit memo made by hand in the ERP is for. */
  | { form: "memoByHand"; connectionId: string; erpId: string; orderId: string };

/** Kinds of mapping rows of which one code is the fix, with their pages. */
const MAPPING_PAGES = {
  location: "locations",
  paymentMethod: "payment-methods",
  shipmentMethod: "shipment-methods",
  paymentTerms: "payment-terms",
  taxArea: "tax-areas",
  customerTemplate: "customer-templates",
} as const;
export type FixedMapping = keyof typeof MAPPING_PAGES;
const isFixed = (kind: string): kind is FixedMapping => Object.hasOwn(MAPPING_PAGES, kind);

/** Field of a mapping row that a code of a kind stands in; any other kind stands in its charge. */
const FIELDS: Readonly<Record<string, string>> = {
  shipmentMethod: "code",
  shippingAgent: "agent",
  shippingAgentService: "agentService",
  paymentTerms: "code",
  paymentMethod: "code",
  taxArea: "code",
  location: "code",
  customer: "defaultCustomer",
};

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
  (params: Params): Fix => ({ form: "mapping", kind, key: text(params[key]), field: "code" });

/** The form of what stands where a code is changed (`path`), by what the code is of (`what`): a setting, or a field of a mapping row. */
export function fixOfCode(params: Params): Fix | null {
  const { pathname, hash, searchParams } = new URL(text(params["path"]), "https://app.invalid");
  if (pathname === SETTINGS && hash !== "")
    return { form: "setting", key: decodeURIComponent(hash.slice(1)) as SettingName };
  const key = searchParams.get("key");
  const [kind] =
    Object.entries(MAPPING_PAGES).find(([, page]) => paths.mapping(page) === pathname) ?? [];
  if (kind === undefined || key === null || !isFixed(kind)) return null;
  const field = FIELDS[text(params["what"]).replace("problem.what.", "")];
  if (field !== undefined) return { form: "mapping", kind, key, field };
  return kind === "shipmentMethod" ? { form: "charge", key } : null;
}
const { pathname: SETTINGS } = new URL(paths.settings, "https://app.invalid");
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
    case "charge":
      return paths.mapping(MAPPING_PAGES.shipmentMethod, fix.key);
    case "customer":
    case "memoByHand":
      return order(params);
  }
}
