import type { Json } from "#app/lib/json.ts";
import type { ProblemValue } from "./problem.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** blocks: nothing goes on; holds: a person or the other side lets it go on; warns: work goes on, somebody should know. */
export type Severity = "blocks" | "holds" | "warns";
export type FixableBy = "merchant" | "shopify" | "erp" | "us";
type Params = Record<string, Json>;

interface Entry {
  severity: Severity;
  fixableBy: FixableBy;
  /** Route where it is mended; params are the problem's own. */
  fixPath?: (params: Params) => string;
}

const text = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
const setting = (params: Params): string => paths.setting(text(params["setting"]));
const order = (params: Params): string => paths.order(text(params["orderId"]));
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
  },
  "blocked-item": { severity: "blocks", fixableBy: "erp" },
  "missing-customer": { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "blocked-customer": { severity: "blocks", fixableBy: "erp" },
  "missing-company": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => paths.setting("defaultCompany"),
  },
  "missing-account": { severity: "blocks", fixableBy: "merchant", fixPath: setting },
  "missing-template": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => paths.setting("customerTemplate"),
  },
  "unknown-number": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: (params) => text(params["path"]),
  },
  "unmapped-location": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: mapping("locations", "locationId"),
  },
  "item-charge-unsupported": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: mapping("shipment-methods", "title"),
  },
  "account-lines-unsupported": { severity: "blocks", fixableBy: "erp" },
  "held-marketplace": { severity: "holds", fixableBy: "shopify" },
  "cancelled-order": { severity: "holds", fixableBy: "merchant", fixPath: order },
  "test-order": { severity: "holds", fixableBy: "merchant", fixPath: order },
  "high-risk-order": { severity: "holds", fixableBy: "merchant", fixPath: order },
  archived: { severity: "holds", fixableBy: "merchant" },
  "nothing-left": { severity: "holds", fixableBy: "merchant", fixPath: order },
  "unproved-total": { severity: "blocks", fixableBy: "us", fixPath: order },
  "totals-mismatch": { severity: "blocks", fixableBy: "erp", fixPath: order },
  "currency-unknown": {
    severity: "blocks",
    fixableBy: "erp",
    fixPath: () => paths.setting("currencyCode"),
  },
  "document-number-refused": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => paths.setting("useShopifyOrderNumber"),
  },
  "text-too-long": { severity: "blocks", fixableBy: "shopify", fixPath: order },
  redacted: { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "erp-refused": { severity: "blocks", fixableBy: "erp" },
  "erp-unavailable": { severity: "holds", fixableBy: "erp", fixPath: connection },
  "erp-auth": { severity: "blocks", fixableBy: "merchant", fixPath: connection },
  "erp-permission": { severity: "blocks", fixableBy: "erp", fixPath: connection },
  "erp-setup": { severity: "blocks", fixableBy: "erp", fixPath: connection },
  "erp-not-connected": { severity: "blocks", fixableBy: "merchant", fixPath: connection },
  "ambiguous-act": { severity: "holds", fixableBy: "merchant", fixPath: () => paths.tasks },
  "duplicate-documents": { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "order-changed-after-processing": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "import-failed": { severity: "blocks", fixableBy: "us", fixPath: () => paths.ordersToImport },
  "order-unreadable": {
    severity: "blocks",
    fixableBy: "us",
    fixPath: () => paths.ordersToImport,
  },
  "no-permission": { severity: "blocks", fixableBy: "merchant" },
  "shopify-refused": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => withQuery(paths.logs, { log: "api" }),
  },
  "shopify-unavailable": { severity: "holds", fixableBy: "shopify" },
  "shopify-token": { severity: "blocks", fixableBy: "merchant" },
  "outgoing-disabled": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: () => paths.setting("allowOutgoingRequests"),
  },
  "waits-for-task": { severity: "holds", fixableBy: "merchant", fixPath: () => paths.tasks },
  "not-in-filter": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: () => paths.ordersToImport,
  },
  released: { severity: "warns", fixableBy: "merchant", fixPath: () => paths.ordersToImport },
  excluded: { severity: "holds", fixableBy: "merchant", fixPath: () => paths.ordersToImport },
  "fulfillment-held": { severity: "holds", fixableBy: "shopify", fixPath: order },
  "fulfillment-scheduled": { severity: "holds", fixableBy: "shopify", fixPath: order },
  "third-party-fulfillment": { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "nothing-left-to-fulfill": { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "no-lines-to-fulfill": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "shipped-more-than-remains": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "order-missing": { severity: "blocks", fixableBy: "merchant" },
  "shipment-undone": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "fulfillment-refused": { severity: "blocks", fixableBy: "shopify", fixPath: order },
  "fulfillment-unclear": { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "broken-quantity": { severity: "blocks", fixableBy: "erp", fixPath: order },
  "order-cancelled": { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "document-unlinked": { severity: "warns", fixableBy: "merchant" },
  "shipment-reversed": { severity: "warns", fixableBy: "erp", fixPath: order },
  "shipment-put-aside": { severity: "warns", fixableBy: "merchant" },
  "channel-captures": { severity: "holds", fixableBy: "shopify", fixPath: order },
  "capture-off": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: () => paths.setting("capturePolicy"),
  },
  "nothing-to-capture": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "paid-already": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "capture-later": { severity: "holds", fixableBy: "erp", fixPath: order },
  "captured-elsewhere": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "capture-pending": { severity: "holds", fixableBy: "shopify", fixPath: order },
  "capture-failed": { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "capture-short": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "authorization-expired": { severity: "blocks", fixableBy: "merchant", fixPath: order },
  "authorization-expiring": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "invoice-cancelled-after-capture": { severity: "warns", fixableBy: "merchant", fixPath: order },
  "invoice-cancelled": { severity: "warns", fixableBy: "erp", fixPath: order },
  "unmapped-gateway": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: mapping("payment-methods", "gateway"),
  },
  "mark-paid-refused": { severity: "blocks", fixableBy: "shopify", fixPath: order },
  "cancel-running": { severity: "holds", fixableBy: "shopify", fixPath: order },
  "cancel-refused": { severity: "blocks", fixableBy: "shopify", fixPath: order },
  "posted-unreadable": { severity: "warns", fixableBy: "us", fixPath: connection },
  "connection-paused": { severity: "holds", fixableBy: "merchant", fixPath: connection },
  "skipped-by-hand": { severity: "warns", fixableBy: "merchant" },
  internal: { severity: "blocks", fixableBy: "us" },
} as const satisfies Record<string, Entry>;

export type ProblemKind = keyof typeof entries;

export interface ProblemInfo extends Entry {
  kind: ProblemKind;
  /** i18n keys, filled with the problem's params. */
  title: string;
  cause: string;
  action: string;
}

export const catalog: Readonly<Record<ProblemKind, ProblemInfo>> = Object.fromEntries(
  Object.entries(entries).map(([kind, entry]) => [
    kind,
    {
      ...entry,
      kind,
      title: `problem.${kind}.title`,
      cause: `problem.${kind}.cause`,
      action: `problem.${kind}.action`,
    },
  ]),
) as unknown as Record<ProblemKind, ProblemInfo>;

/** A problem of a known kind. `subject` tells equal causes from others, e.g. the SKU: "unknown-item:SKU-1". */
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

/** The catalog's entry of a stored problem; undefined when a newer app wrote it. */
export function problemInfo(kind: string): ProblemInfo | undefined {
  return Object.hasOwn(catalog, kind) ? catalog[kind as ProblemKind] : undefined;
}
