import type { PostedInvoiceLine, PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";
import type { ExportRules } from "./plan-export.ts";

export const line = (over: Partial<PostedInvoiceLine> = {}): PostedInvoiceLine => ({
  kind: "item",
  number: "MUG",
  description: "Mug",
  quantity: "2",
  unitPrice: "10",
  amount: "20",
  taxes: [{ title: "VAT", rate: "0.19", amount: "3.8" }],
  ...over,
});

/** Two mugs, nothing paid. */
export const invoice = (over: Partial<PostedInvoiceReading> = {}): PostedInvoiceReading => ({
  ref: { kind: "salesInvoice", id: "1" },
  number: "PSI-1",
  status: "posted",
  billTo: { kind: "customer", id: "c1", number: "10000" },
  currency: "EUR",
  pricesIncludeTax: false,
  postedAt: "2026-12-01T10:00:00.000Z",
  lines: [line()],
  totals: { net: "20", tax: "3.8", gross: "23.8" },
  remaining: "23.8",
  ...over,
});

export const rules = (over: Partial<ExportRules> = {}): ExportRules => ({
  key: "ERP-INVOICE-1",
  gateway: "manual",
  shippingAccount: "4300",
  buyer: { kind: "customer", id: "gid://shopify/Customer/1" },
  shopCurrency: "EUR",
  terms: null,
  defaultCustomers: [],
  templateCustomers: [],
  ...over,
});
