import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Json } from "#app/lib/json.ts";
import type { ProblemValue } from "./problem.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** blocks: nothing goes on; holds: a person or the other side lets it go on; warns: work goes on, somebody should know. */
export type Severity = "blocks" | "holds" | "warns";
export type FixableBy = "merchant" | "shopify" | "erp" | "us";
type Params = Readonly<Record<string, Json>>;

interface Entry {
  severity: Severity;
  fixableBy: FixableBy;
  /** What its texts and its fix path are filled with: each is given whenever the problem is raised. */
  params: readonly string[];
  /** What it may be told with too. */
  optional?: readonly string[];
  /** Route where it is mended; params are the problem's own. */
  fixPath?: (params: Params) => string | null;
}

const text = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
/** A setting's name, as its text has it. */
type SettingName = TextKey extends infer Key
  ? Key extends `settings.${infer Name}.label`
    ? Name
    : never
  : never;
const settingOf = (key: SettingName) => (): string => paths.setting(key);
const setting = (params: Params): string => paths.setting(text(params["setting"]));
const order = (params: Params): string | null =>
  params["orderId"] === undefined ? null : paths.order(text(params["orderId"]));
const mapping =
  (page: string, key: string) =>
  (params: Params): string =>
    paths.mapping(page, text(params[key]));
const connection = (): string => paths.connection;

/** Every kind of problem. Texts: `problem.<kind>.title`, `.cause`, `.action`. */
const entries = {
  "unknown-item": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: mapping("items", "variantId"),
    params: ["name", "sku", "barcode", "variantId"],
  },
  "blocked-item": { severity: "blocks", fixableBy: "erp", params: ["number"] },
  "missing-customer": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["tried", "reason", "orderId"],
  },
  "blocked-customer": { severity: "blocks", fixableBy: "erp", params: ["number"] },
  "missing-company": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: settingOf("defaultCompany"),
    params: ["company", "orderId"],
  },
  "missing-account": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: setting,
    params: ["what", "setting"],
  },
  "missing-template": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: settingOf("customerTemplate"),
    params: ["country"],
  },
  "unknown-number": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: (params) => text(params["path"]),
    params: ["number", "what", "path"],
  },
  "unmapped-location": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: mapping("locations", "locationId"),
    params: ["location", "locationId"],
  },
  "item-charge-unsupported": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: mapping("shipment-methods", "title"),
    params: ["title"],
  },
  "account-lines-unsupported": { severity: "blocks", fixableBy: "erp", params: ["what"] },
  "held-marketplace": { severity: "holds", fixableBy: "shopify", params: ["channel"] },
  "cancelled-order": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId"],
  },
  "test-order": { severity: "holds", fixableBy: "merchant", fixPath: order, params: ["orderId"] },
  "high-risk-order": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId"],
  },
  archived: { severity: "holds", fixableBy: "merchant", params: [] },
  "nothing-left": { severity: "holds", fixableBy: "merchant", fixPath: order, params: ["orderId"] },
  "unproved-total": {
    severity: "blocks",
    fixableBy: "us",
    fixPath: order,
    params: ["shopify", "currency", "document", "difference", "orderId", "kinds"],
  },
  "totals-mismatch": {
    severity: "blocks",
    fixableBy: "erp",
    fixPath: order,
    params: ["expected", "actual", "orderId"],
  },
  "currency-unknown": {
    severity: "blocks",
    fixableBy: "erp",
    fixPath: settingOf("currencyCode"),
    params: ["currency"],
  },
  "document-number-refused": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: settingOf("useShopifyOrderNumber"),
    params: ["number", "reason"],
  },
  "text-too-long": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: order,
    params: ["field", "limit", "length", "orderId"],
  },
  redacted: { severity: "blocks", fixableBy: "merchant", fixPath: order, params: ["orderId"] },
  "erp-refused": { severity: "blocks", fixableBy: "erp", params: ["message"] },
  "erp-unavailable": {
    severity: "holds",
    fixableBy: "erp",
    fixPath: connection,
    params: ["message"],
  },
  "erp-auth": { severity: "blocks", fixableBy: "merchant", fixPath: connection, params: [] },
  "erp-permission": {
    severity: "blocks",
    fixableBy: "erp",
    fixPath: connection,
    params: ["message"],
  },
  "erp-setup": {
    severity: "blocks",
    fixableBy: "erp",
    fixPath: connection,
    params: ["message", "action"],
  },
  "erp-not-connected": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: connection,
    params: [],
  },
  "ambiguous-act": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: () => paths.tasks,
    params: ["message"],
  },
  "duplicate-documents": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["numbers", "orderId"],
  },
  "order-changed-after-processing": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId"],
  },
  "import-failed": {
    severity: "blocks",
    fixableBy: "us",
    fixPath: () => paths.ordersToImport,
    params: ["message"],
  },
  "order-unreadable": {
    severity: "blocks",
    fixableBy: "us",
    fixPath: () => paths.ordersToImport,
    params: ["part"],
  },
  "no-permission": { severity: "blocks", fixableBy: "merchant", params: ["scope"] },
  "shopify-refused": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => withQuery(paths.logs, { log: "api" }),
    params: ["message"],
  },
  "shopify-unavailable": { severity: "holds", fixableBy: "shopify", params: ["message"] },
  "shopify-token": { severity: "blocks", fixableBy: "merchant", params: [] },
  "outgoing-disabled": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: settingOf("allowOutgoingRequests"),
    params: [],
  },
  "waits-for-task": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: () => paths.tasks,
    params: [],
  },
  "not-in-filter": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: () => paths.ordersToImport,
    params: ["field", "wanted", "actual"],
  },
  released: {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: () => paths.ordersToImport,
    params: ["by"],
  },
  excluded: {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: () => paths.ordersToImport,
    params: ["by", "text"],
  },
  "fulfillment-held": {
    severity: "holds",
    fixableBy: "shopify",
    fixPath: order,
    params: ["holds", "orderId"],
  },
  "fulfillment-scheduled": {
    severity: "holds",
    fixableBy: "shopify",
    fixPath: order,
    params: ["at", "orderId"],
  },
  "third-party-fulfillment": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["service", "orderId"],
  },
  "nothing-left-to-fulfill": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId"],
  },
  "no-lines-to-fulfill": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId"],
  },
  "shipped-more-than-remains": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["surplus", "orderId", "number"],
  },
  "order-missing": {
    severity: "blocks",
    fixableBy: "merchant",
    params: ["number"],
    optional: ["orderId"],
  },
  "shipment-undone": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["number", "orderId"],
  },
  "fulfillment-refused": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: order,
    params: ["message"],
    optional: ["orderId"],
  },
  "fulfillment-unclear": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["names", "orderId"],
  },
  "broken-quantity": {
    severity: "blocks",
    fixableBy: "erp",
    fixPath: order,
    params: ["lines", "orderId"],
  },
  "order-cancelled": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["number", "orderId"],
  },
  "document-unlinked": { severity: "warns", fixableBy: "merchant", params: ["number"] },
  "shipment-reversed": {
    severity: "warns",
    fixableBy: "erp",
    fixPath: order,
    params: ["number", "orderId"],
  },
  "shipment-put-aside": { severity: "warns", fixableBy: "merchant", params: ["number"] },
  "channel-captures": {
    severity: "holds",
    fixableBy: "shopify",
    fixPath: order,
    params: ["channel"],
    optional: ["orderId"],
  },
  "capture-off": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: settingOf("capturePolicy"),
    params: [],
  },
  "nothing-to-capture": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: [],
    optional: ["orderId"],
  },
  "paid-already": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: [],
    optional: ["orderId"],
  },
  "capture-later": {
    severity: "holds",
    fixableBy: "erp",
    fixPath: order,
    params: [],
    optional: ["orderId"],
  },
  "captured-elsewhere": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: [],
    optional: ["orderId"],
  },
  "capture-pending": {
    severity: "holds",
    fixableBy: "shopify",
    fixPath: order,
    params: ["orderId"],
  },
  "capture-failed": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["message", "orderId"],
  },
  "capture-short": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["missing", "currency", "orderId", "number"],
  },
  "authorization-expired": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: [],
    optional: ["orderId"],
  },
  "authorization-expiring": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["amount", "currency", "at", "orderId"],
  },
  "invoice-cancelled-after-capture": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["number", "amount", "currency", "orderId"],
  },
  "invoice-cancelled": {
    severity: "warns",
    fixableBy: "erp",
    fixPath: order,
    params: ["number"],
    optional: ["orderId"],
  },
  "unmapped-gateway": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: mapping("payment-methods", "gateway"),
    params: ["gateway", "orderId"],
  },
  "mark-paid-refused": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: order,
    params: ["message"],
    optional: ["orderId"],
  },
  "cancel-running": {
    severity: "holds",
    fixableBy: "shopify",
    fixPath: order,
    params: [],
    optional: ["orderId"],
  },
  "cancel-refused": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: order,
    params: ["message"],
    optional: ["orderId"],
  },
  "posted-unreadable": {
    severity: "warns",
    fixableBy: "us",
    fixPath: connection,
    params: ["number", "trace", "what"],
  },
  "connection-paused": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: connection,
    params: [],
  },
  "skipped-by-hand": {
    severity: "warns",
    fixableBy: "merchant",
    params: ["by", "text"],
    optional: ["number", "task"],
  },
  internal: { severity: "blocks", fixableBy: "us", params: ["trace"] },
} as const satisfies Record<string, Entry>;

export type ProblemKind = keyof typeof entries;

type Required<Kind extends ProblemKind> = (typeof entries)[Kind]["params"][number];
type Optional<Kind extends ProblemKind> = OptionalOf<(typeof entries)[Kind]>;
type OptionalOf<Of> = Of extends { optional: readonly (infer Param extends string)[] }
  ? Param
  : never;
type KindWithoutParams = {
  [Kind in ProblemKind]: [Required<Kind>] extends [never] ? Kind : never;
}[ProblemKind];

/** Exactly what a problem of the kind is told with. */
export type ProblemParams<Kind extends ProblemKind> = [Required<Kind> | Optional<Kind>] extends [
  never,
]
  ? Record<string, never>
  : { [Param in Required<Kind>]: Json } & { [Param in Optional<Kind>]?: Json };

export interface ProblemInfo extends Entry {
  kind: ProblemKind;
  /** Keys of its texts, filled with the problem's params. A kind without texts does not compile. */
  title: TextKey;
  cause: TextKey;
  action: TextKey;
}

const all: Readonly<Record<ProblemKind, Entry>> = entries;

export const PROBLEM_KINDS = Object.keys(entries) as ProblemKind[];

const isProblemKind = (kind: string): kind is ProblemKind => Object.hasOwn(entries, kind);

/** The catalog's entry of a stored problem; undefined when a newer app wrote it. */
export function problemInfo(kind: ProblemKind): ProblemInfo;
export function problemInfo(kind: string): ProblemInfo | undefined;
export function problemInfo(kind: string): ProblemInfo | undefined {
  if (!isProblemKind(kind)) return undefined;
  return {
    ...all[kind],
    kind,
    title: `problem.${kind}.title`,
    cause: `problem.${kind}.cause`,
    action: `problem.${kind}.action`,
  };
}

/** A problem of a known kind. `subject` tells equal causes from others, e.g. the SKU: "unknown-item:SKU-1". */
export function problem<Kind extends KindWithoutParams>(
  kind: Kind,
  params?: ProblemParams<Kind>,
  subject?: string,
  where?: ProblemValue["where"],
): ProblemValue;
export function problem<Kind extends ProblemKind>(
  kind: Kind,
  params: ProblemParams<Kind>,
  subject?: string,
  where?: ProblemValue["where"],
): ProblemValue;
export function problem(
  kind: ProblemKind,
  params: Params = {},
  subject = "",
  where?: ProblemValue["where"],
): ProblemValue {
  return {
    kind,
    params,
    cause: subject === "" ? kind : `${kind}:${subject}`,
    ...(where ? { where } : {}),
  };
}
