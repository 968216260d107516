import type { Setting, SettingSpec, ValuesOf } from "./setting-types.ts";

const policy = ["document", "hold", "skip"] as const;
const names = ["companyName", "firstAndLast", "lastAndFirst", "none"] as const;

/**
 * The one list of settings (SET-1…5, 7, 8, 11, 15, 19…21; return settings SET-9, SET-10 with their checks S-1 and S-2).
 * Form, checks and help are made from it. Rules: bc-connector rule ids beside each effect in the texts.
 */
const list = [
  { key: "allowOutgoingRequests", section: "general", type: "boolean", default: true, effect: "now" },
  { key: "logMode", section: "general", type: "choice", options: ["errors", "all", "disabled"], default: "errors", effect: "now" },
  { key: "timeZone", section: "general", type: "timezone", default: "", effect: "nextDocument" },

  { key: "currencyCode", section: "currency", type: "currency", needs: "currencies", default: "", effect: "nextDocument" },
  { key: "currencyHandling", section: "currency", type: "choice", options: ["shop", "presentment"], default: "shop", effect: "nextDocument" },

  { key: "autoSyncOrders", section: "orders", type: "boolean", default: false, effect: "now" },
  { key: "autoCreateOrders", section: "orders", type: "boolean", default: false, effect: "nextSync" },
  { key: "autoRelease", section: "orders", type: "boolean", default: true, effect: "nextDocument" },
  { key: "fulfilledAsInvoice", section: "orders", type: "boolean", default: true, effect: "nextDocument" },
  { key: "orderNumberOnLine", section: "orders", type: "boolean", default: false, effect: "nextDocument" },
  { key: "useShopifyOrderNumber", section: "orders", type: "boolean", default: false, effect: "nextDocument" },
  { key: "documentNumberAttribute", section: "orders", type: "boolean", default: true, effect: "nextDocument" },
  { key: "archiveProcessed", section: "orders", type: "boolean", default: true, effect: "nextSync" },

  { key: "sendShippingConfirmation", section: "shipments", type: "boolean", default: true, effect: "nextSync" },

  { key: "capturePolicy", section: "payments", type: "choice", options: ["posted", "never"], default: "posted", effect: "nextSync" },
  { key: "captureOnce", section: "payments", type: "choice", options: ["completing", "first"], default: "completing", effect: "nextSync" },
  { key: "channelCaptures", section: "payments", type: "text", default: "", effect: "nextSync" },
  { key: "expiryWarningDays", section: "payments", type: "integer", min: 1, max: 14, default: 2, effect: "now" },
  { key: "registerPayments", section: "payments", type: "boolean", default: false, effect: "nextSync" },

  { key: "cancelledOrders", section: "policies", type: "choice", options: policy, default: "hold", effect: "nextSync" },
  { key: "testOrders", section: "policies", type: "choice", options: policy, default: "hold", effect: "nextSync" },
  { key: "highRiskOrders", section: "policies", type: "choice", options: policy, default: "hold", effect: "nextSync" },
  { key: "heldMarketplaceOrders", section: "policies", type: "choice", options: ["document", "hold"], default: "hold", effect: "nextSync" },

  { key: "shippingAccount", section: "accounts", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "giftCardAccount", section: "accounts", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "tipAccount", section: "accounts", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "cashRoundingAccount", section: "accounts", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "dutyAccount", section: "accounts", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "feeAccount", section: "accounts", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "customLines", section: "accounts", type: "choice", options: ["account", "item"], default: "account", effect: "nextDocument" },
  { key: "customLineAccount", section: "accounts", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "customLineItem", section: "accounts", type: "item", needs: "items", default: "", effect: "nextDocument" },

  { key: "roundingAccount", section: "proof", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "roundingTolerance", section: "proof", type: "decimal", blank: true, min: 0, default: "", effect: "nextDocument" },

  {
    key: "taxAreaPriority", section: "tax", type: "choice", default: "none", effect: "nextDocument",
    options: ["none", "shipTo-sellTo-billTo", "shipTo-billTo-sellTo", "sellTo-shipTo-billTo", "sellTo-billTo-shipTo", "billTo-sellTo-shipTo", "billTo-shipTo-sellTo"],
  },
  { key: "countySource", section: "tax", type: "choice", options: ["code", "name"], default: "code", effect: "nextDocument" },

  { key: "customerImport", section: "customers", type: "choice", options: ["none", "withOrders", "all"], default: "withOrders", effect: "nextDocument" },
  { key: "customerMapping", section: "customers", type: "choice", options: ["emailPhone", "billTo", "default"], default: "emailPhone", effect: "nextDocument" },
  { key: "autoCreateCustomers", section: "customers", type: "boolean", default: false, effect: "nextDocument" },
  { key: "defaultCustomer", section: "customers", type: "customer", needs: "customers", default: "", effect: "nextDocument" },
  { key: "customerTemplate", section: "customers", type: "template", needs: "customerTemplates", default: "", effect: "nextDocument" },
  { key: "shopifyUpdatesCustomers", section: "customers", type: "boolean", default: false, effect: "nextSync" },
  { key: "erpUpdatesCustomers", section: "customers", type: "boolean", default: false, effect: "nextSync" },
  { key: "nameSource", section: "customers", type: "choice", options: names, default: "companyName", effect: "nextDocument" },
  { key: "name2Source", section: "customers", type: "choice", options: names, default: "firstAndLast", effect: "nextDocument" },
  { key: "contactSource", section: "customers", type: "choice", options: ["firstAndLast", "lastAndFirst", "none"], default: "firstAndLast", effect: "nextDocument" },

  { key: "companyImport", section: "companies", type: "choice", options: ["none", "withOrders", "all"], default: "withOrders", effect: "nextDocument" },
  { key: "companyMapping", section: "companies", type: "choice", options: ["emailPhone", "default", "taxId"], default: "emailPhone", effect: "nextDocument" },
  { key: "companyTaxId", section: "companies", type: "choice", options: ["registrationNumber", "vatRegistrationNumber"], default: "registrationNumber", effect: "nextDocument" },
  { key: "autoCreateCompanies", section: "companies", type: "boolean", default: false, effect: "nextDocument" },
  { key: "defaultCompany", section: "companies", type: "customer", needs: "customers", default: "", effect: "nextDocument" },

  { key: "skuMapping", section: "items", type: "choice", options: ["none", "itemNumber", "variantCode", "itemAndVariant", "vendorItem", "barcode"], default: "none", effect: "nextDocument" },
  { key: "skuSeparator", section: "items", type: "text", default: "|", effect: "nextDocument" },
  { key: "findByBarcode", section: "items", type: "boolean", default: true, effect: "nextDocument" },
  { key: "unitAsVariant", section: "items", type: "boolean", default: false, effect: "nextDocument" },
  { key: "unitOption", section: "items", type: "text", default: "Unit of Measure", effect: "nextDocument" },
  { key: "autoCreateItems", section: "items", type: "boolean", default: false, effect: "nextDocument" },
  { key: "shopifyUpdatesItems", section: "items", type: "boolean", default: false, effect: "nextSync" },
  { key: "erpUpdatesItems", section: "items", type: "boolean", default: false, effect: "nextSync" },

  { key: "returnProcess", section: "returns", type: "choice", options: ["none", "importOnly", "autoCreditMemo"], default: "importOnly", effect: "nextSync" },
  { key: "returnsAs", section: "returns", type: "choice", options: ["creditMemo", "returnOrder"], default: "creditMemo", effect: "nextDocument" },
  { key: "returnLocationPriority", section: "returns", type: "choice", options: ["default", "originalThenDefault"], default: "default", effect: "nextDocument" },
  { key: "defaultReturnLocation", section: "returns", type: "location", needs: "locations", default: "", effect: "nextDocument" },
  { key: "refundAccount", section: "returns", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
  { key: "refundNonRestockAccount", section: "returns", type: "account", needs: "accounts", default: "", effect: "nextDocument" },
] as const satisfies readonly SettingSpec[];

/** A shop card's values. */
export type Settings = ValuesOf<typeof list>;
export type SettingKey = keyof Settings;
/** Settings that name a G/L account. */
export type AccountSetting = Extract<(typeof list)[number], { type: "account" }>["key"];

/** The list as a form reads it: texts are i18n keys, one for each label, help and option. */
export const settingsList: readonly (Setting & { key: SettingKey })[] = list.map((spec: SettingSpec & { key: SettingKey }) => ({
  ...spec,
  label: `settings.${spec.key}.label`,
  help: `settings.${spec.key}.help`,
  optionLabels: Object.fromEntries((spec.options ?? []).map((option) => [option, `settings.${spec.key}.option.${option}`])),
}));

export const defaultSettings: Settings = Object.fromEntries(list.map((spec) => [spec.key, spec.default])) as unknown as Settings;

/** Where a setting is changed. */
export const settingPath = (key: SettingKey): string => `/app/settings#${key}`;
