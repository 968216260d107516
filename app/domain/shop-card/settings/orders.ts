import { LANGUAGES } from "#app/i18n/languages.ts";
import type { SettingSpec } from "../setting-types.ts";

const policy = ["document", "hold", "skip"] as const;

/** Settings of the shop, its currency, and what becomes of orders, shipments and payments. */
export const ordersSettings = [
  {
    key: "allowOutgoingRequests",
    section: "general",
    type: "boolean",
    default: true,
    effect: "now",
  },
  {
    key: "logMode",
    section: "general",
    type: "choice",
    options: ["errors", "all", "disabled"],
    default: "errors",
    effect: "now",
  },
  { key: "timeZone", section: "general", type: "timezone", default: "", effect: "nextDocument" },
  {
    key: "documentLanguage",
    section: "general",
    type: "choice",
    options: LANGUAGES,
    default: "en",
    effect: "nextDocument",
  },

  {
    key: "currencyCode",
    section: "currency",
    type: "currency",
    needs: "currencies",
    default: "",
    effect: "nextDocument",
  },
  {
    key: "currencyHandling",
    section: "currency",
    type: "choice",
    options: ["shop", "presentment"],
    default: "shop",
    effect: "nextDocument",
  },

  { key: "autoSyncOrders", section: "orders", type: "boolean", default: false, effect: "now" },
  {
    key: "autoCreateOrders",
    section: "orders",
    type: "boolean",
    default: false,
    effect: "nextSync",
  },
  { key: "autoRelease", section: "orders", type: "boolean", default: true, effect: "nextDocument" },
  {
    key: "fulfilledAsInvoice",
    section: "orders",
    type: "boolean",
    default: true,
    effect: "nextDocument",
  },
  {
    key: "orderNumberOnLine",
    section: "orders",
    type: "boolean",
    default: false,
    effect: "nextDocument",
  },
  {
    key: "useShopifyOrderNumber",
    section: "orders",
    type: "boolean",
    default: false,
    effect: "nextDocument",
  },
  {
    key: "documentNumberAttribute",
    section: "orders",
    type: "boolean",
    default: true,
    effect: "nextDocument",
  },
  {
    key: "archiveProcessed",
    section: "orders",
    type: "boolean",
    default: true,
    effect: "nextSync",
  },

  {
    key: "sendShippingConfirmation",
    section: "shipments",
    type: "boolean",
    default: true,
    effect: "nextSync",
  },

  {
    key: "capturePolicy",
    section: "payments",
    type: "choice",
    options: ["posted", "never"],
    default: "posted",
    effect: "nextSync",
  },
  {
    key: "captureOnce",
    section: "payments",
    type: "choice",
    options: ["completing", "first"],
    default: "completing",
    effect: "nextSync",
  },
  { key: "channelCaptures", section: "payments", type: "text", default: "", effect: "nextSync" },
  {
    key: "expiryWarningDays",
    section: "payments",
    type: "integer",
    min: 1,
    max: 14,
    default: 2,
    effect: "now",
  },
  {
    key: "registerPayments",
    section: "payments",
    type: "boolean",
    default: false,
    effect: "nextSync",
  },

  {
    key: "cancelledOrders",
    section: "policies",
    type: "choice",
    options: policy,
    default: "hold",
    effect: "nextSync",
  },
  {
    key: "testOrders",
    section: "policies",
    type: "choice",
    options: policy,
    default: "hold",
    effect: "nextSync",
  },
  {
    key: "highRiskOrders",
    section: "policies",
    type: "choice",
    options: policy,
    default: "hold",
    effect: "nextSync",
  },
  {
    key: "heldMarketplaceOrders",
    section: "policies",
    type: "choice",
    options: ["document", "hold"],
    default: "hold",
    effect: "nextSync",
  },
] as const satisfies readonly SettingSpec[];
