import { paths, withQuery } from "#app/lib/paths.ts";
import type { Entry } from "./entry.ts";
import { changes, connection, order, setting } from "./entry.ts";

/** What an ERP or Shopify answers, imports, and choices made by hand. */
export const connectionsProblems = {
  "erp-refused": { severity: "blocks", fixableBy: "erp", params: ["message"] },
  "erp-unavailable": {
    severity: "holds",
    fixableBy: "itself",
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
    fixableBy: "itself",
    fixPath: () => paths.tasks,
    params: ["message"],
  },
  "erp-notices-off": { severity: "warns", fixableBy: "us", params: ["message", "address"] },
  "duplicate-documents": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["numbers", "orderId"],
  },
  "order-changed-after-processing": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: changes,
    params: ["orderId"],
  },
  "amendment-outdated": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: changes,
    params: ["message", "orderId"],
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
  "no-permission": {
    severity: "blocks",
    fixableBy: "merchant",
    // There is the way to Shopify's page where permissions are granted.
    fixPath: () => paths.company,
    params: ["scope"],
  },
  "server-address": { severity: "blocks", fixableBy: "us", params: ["message"] },
  "shopify-refused": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => withQuery(paths.logs, { log: "api" }),
    params: ["message"],
  },
  "shopify-unavailable": { severity: "holds", fixableBy: "itself", params: ["message"] },
  "shopify-token": { severity: "blocks", fixableBy: "merchant", params: [] },
  "outgoing-disabled": {
    severity: "holds",
    fixableBy: "merchant",
    fix: setting("allowOutgoingRequests"),
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
} as const satisfies Record<string, Entry>;
