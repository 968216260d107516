import type { SettingSpec } from "../setting-types.ts";

/** Settings that say which posted invoices of the ERP become orders in Shopify, and how. */
export const invoiceExportSettings = [
  {
    key: "exportInvoices",
    section: "invoiceExport",
    type: "boolean",
    default: false,
    effect: "now",
  },
  {
    key: "exportInvoicesFrom",
    section: "invoiceExport",
    type: "text",
    default: "",
    effect: "nextSync",
  },
  {
    key: "exportPaymentName",
    section: "invoiceExport",
    type: "text",
    default: "manual",
    effect: "nextDocument",
  },
  {
    key: "exportPaymentTerms",
    section: "invoiceExport",
    type: "boolean",
    default: false,
    effect: "nextDocument",
  },
  {
    key: "exportPrimaryTerms",
    section: "invoiceExport",
    type: "text",
    default: "",
    effect: "nextDocument",
  },
] as const satisfies readonly SettingSpec[];
