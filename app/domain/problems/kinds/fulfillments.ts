import type { Entry } from "./entry.ts";
import { order } from "./entry.ts";

/** Shipments of the ERP on their way to Shopify. */
export const fulfillmentsProblems = {
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
  "shipped-elsewhere": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["location", "number", "orderId"],
  },
  "no-lines-to-fulfill": {
    severity: "warns",
    fixableBy: "nobody",
    fixPath: order,
    params: ["orderId"],
  },
  "shipped-more-than-remains": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["surplus", "orderId", "number"],
  },
  "fulfillment-cancelled": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["names", "number", "orderId"],
  },
  "shipped-beyond-order": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["lines", "number", "orderId"],
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
  "document-unlinked": { severity: "warns", fixableBy: "nobody", params: ["number"] },
  "shipment-reversed": {
    severity: "warns",
    fixableBy: "nobody",
    fixPath: order,
    params: ["number", "orderId"],
  },
  "shipment-put-aside": { severity: "warns", fixableBy: "merchant", params: ["number"] },
} as const satisfies Record<string, Entry>;
