import { paths } from "#app/lib/paths.ts";
import type { Entry, Fix, Params } from "./entry.ts";
import { order, text } from "./entry.ts";

const memoByHand = (params: Params): Fix => ({
  form: "memoByHand",
  connectionId: text(params["connectionId"]),
  erpId: text(params["erpId"]),
  orderId: text(params["orderId"]),
});
const MEMO = ["connectionId", "erpId", "orderId", "number", "amount", "currency"] as const;

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
  "refund-order-missing": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => paths.ordersToImport,
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
  // Held until somebody says what it is for: else the refund is credited twice.
  "memo-by-hand": {
    severity: "blocks",
    fixableBy: "merchant",
    fix: memoByHand,
    fixPath: order,
    params: MEMO,
  },
  "memo-by-hand-late": {
    severity: "warns",
    fixableBy: "merchant",
    fix: memoByHand,
    fixPath: order,
    params: MEMO,
  },
  "memo-by-hand-differs": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId", "number", "amount", "currency", "refunded", "difference"],
  },
  "memo-by-hand-currency": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId", "number", "memoCurrency", "refunded", "currency"],
  },
  "refund-credited": {
    severity: "warns",
    fixableBy: "nobody",
    fixPath: order,
    params: ["orderId"],
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
