/** The pages of the handbook, in the order of a merchant's work: one Markdown file for each language in docs/handbook. */
export const HELP_PAGES = [
  "getting-started",
  "orders-to-import",
  "orders",
  "problems",
  "shipments",
  "invoices",
  "refunds-and-returns",
  "gift-cards",
  "stock",
  "customers",
  "items",
  "exported-invoices",
  "exported-orders",
  "catalog",
  "shop-card",
  "mappings",
  "schedules",
  "erp-connection",
  "ledger",
  "logs",
  "shopify-pages",
  "shopify-flow",
  "privacy",
] as const;

export type HelpPageName = (typeof HELP_PAGES)[number];

export const isHelpPage = (name: string): name is HelpPageName =>
  (HELP_PAGES as readonly string[]).includes(name);
