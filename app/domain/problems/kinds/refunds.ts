import { paths } from "#app/lib/paths.ts";
import type { Entry } from "./entry.ts";
import { order } from "./entry.ts";

/** What becomes of a refund that makes no credit memo, or not yet. */
export const refundsProblems = {
  "refund-waits-document": {
    severity: "holds",
    fixableBy: "nobody",
    fixPath: order,
    params: ["orderId"],
  },
  "refund-pending": {
    severity: "holds",
    fixableBy: "nobody",
    fixPath: order,
    params: ["orderId", "amount", "currency"],
  },
  "refund-reduced-order": {
    severity: "holds",
    fixableBy: "nobody",
    fixPath: order,
    params: ["orderId"],
  },
  "refund-payment-failed": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId", "amount", "currency"],
  },
  "refund-without-money": {
    severity: "holds",
    fixableBy: "nobody",
    fixPath: order,
    params: ["orderId"],
  },
  "refund-line-unknown": {
    severity: "blocks",
    fixableBy: "us",
    fixPath: order,
    params: ["orderId", "lineId"],
  },
  "refund-unproved": {
    severity: "blocks",
    fixableBy: "us",
    fixPath: order,
    params: ["orderId", "shopify", "document", "difference", "currency", "kinds"],
  },
  "return-order-impossible": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => paths.setting("returnsAs"),
    params: ["orderId"],
  },
  "refund-beyond-document": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId", "title", "quantity", "left"],
  },
} as const satisfies Record<string, Entry>;
