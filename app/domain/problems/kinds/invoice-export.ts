import { paths } from "#app/lib/paths.ts";
import type { Entry } from "./entry.ts";

/** What keeps a posted invoice or a sales order from becoming an order. */
export const invoiceExportProblems = {
  "export-refused": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: () => paths.exportedInvoices,
    params: ["number", "message"],
  },
  "order-export-refused": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: () => paths.exportedOrders,
    params: ["number", "message"],
  },
  "export-follow-refused": {
    severity: "warns",
    fixableBy: "shopify",
    fixPath: () => paths.exportedInvoices,
    params: ["number", "message"],
  },
} as const satisfies Record<string, Entry>;
