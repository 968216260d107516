import { paths } from "#app/lib/paths.ts";
import type { Entry, SettingName } from "./entry.ts";
import { changes, fixOfCode, mapping, order, setting, settingOf, text } from "./entry.ts";

/** What keeps a document from being planned. */
export const planningProblems = {
  "unknown-item": {
    severity: "blocks",
    fixableBy: "merchant",
    // A deleted variant cannot be linked any more: the item is chosen for each order's line, or the SKU decides.
    fix: (params) => ({ form: "item", variantId: text(params["variantId"]) }),
    params: ["name", "sku", "barcode", "variantId"],
  },
  "blocked-item": { severity: "blocks", fixableBy: "erp", params: ["number"] },
  "missing-customer": {
    severity: "blocks",
    fixableBy: "merchant",
    fix: () => ({ form: "customer" }),
    params: ["tried", "reason", "orderId"],
  },
  "personal-data-erased": { severity: "blocks", fixableBy: "erp", params: [] },
  "blocked-customer": { severity: "blocks", fixableBy: "erp", params: ["number"] },
  "missing-company": {
    severity: "blocks",
    fixableBy: "merchant",
    fix: setting("defaultCompany"),
    fixPath: (params) => paths.mapping("companies", text(params["companyId"])),
    params: ["company", "companyId", "orderId"],
  },
  "missing-account": {
    severity: "blocks",
    fixableBy: "merchant",
    fix: (params) => ({ form: "setting", key: text(params["setting"]) as SettingName }),
    params: ["what", "setting"],
  },
  "missing-template": {
    severity: "blocks",
    fixableBy: "merchant",
    fix: setting("customerTemplate"),
    params: ["country"],
  },
  "unknown-number": {
    severity: "blocks",
    fixableBy: "merchant",
    fix: fixOfCode,
    fixPath: (params) => text(params["path"]),
    params: ["number", "what", "path"],
  },
  "unmapped-location": {
    severity: "blocks",
    fixableBy: "merchant",
    // What ships from no place that Shopify names has no row.
    fix: (params) =>
      text(params["locationId"]) === "" ? null : mapping("location", "locationId")(params),
    fixPath: (params) => paths.mapping("locations", text(params["locationId"])),
    params: ["location", "locationId"],
  },
  "item-charge-unsupported": {
    severity: "blocks",
    fixableBy: "merchant",
    fix: (params) => ({ form: "charge", key: text(params["title"]) }),
    params: ["title"],
  },
  "account-lines-unsupported": { severity: "blocks", fixableBy: "erp", params: ["what"] },
  "held-marketplace": { severity: "holds", fixableBy: "shopify", params: ["channel"] },
  "cancelled-order": {
    severity: "holds",
    fixableBy: "nobody",
    fixPath: order,
    params: ["orderId"],
  },
  "refunded-order": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId", "amount", "currency"],
  },
  "test-order": { severity: "holds", fixableBy: "nobody", fixPath: order, params: ["orderId"] },
  "high-risk-order": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: order,
    params: ["orderId"],
  },
  archived: {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: settingOf("importSelfArchived"),
    params: ["reason"],
  },
  "cancelled-not-imported": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: settingOf("cancelledOrders"),
    params: [],
  },
  "test-not-imported": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: settingOf("testOrders"),
    params: [],
  },
  "high-risk-not-imported": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: settingOf("highRiskOrders"),
    params: [],
  },
  "nothing-left": { severity: "holds", fixableBy: "nobody", fixPath: order, params: ["orderId"] },
  "fulfillment-order-waits": {
    severity: "holds",
    fixableBy: "shopify",
    fixPath: order,
    params: ["id", "location", "details", "orderId"],
  },
  "fulfillment-orders-unclear": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: order,
    params: ["lines", "orderId"],
  },
  "fulfillment-orders-changed": {
    severity: "warns",
    fixableBy: "merchant",
    fixPath: order,
    params: ["before", "now", "orderId"],
  },
  "divided-order-changed": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: changes,
    params: ["id", "location", "orderId"],
  },
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
    optional: ["currency"],
  },
  "currency-unknown": {
    severity: "blocks",
    fixableBy: "erp",
    fix: setting("currencyCode"),
    params: ["currency"],
  },
  "document-number-refused": {
    severity: "blocks",
    fixableBy: "merchant",
    fix: setting("useShopifyOrderNumber"),
    params: ["number", "reason"],
  },
  "text-too-long": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: order,
    params: ["field", "limit", "length", "orderId"],
  },
  redacted: { severity: "blocks", fixableBy: "merchant", fixPath: order, params: ["orderId"] },
} as const satisfies Record<string, Entry>;
