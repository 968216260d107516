import type { HelpPageName } from "#app/domain/help/pages.ts";
import { paths } from "#app/lib/paths.ts";

/** The page of the handbook about a screen and those below it; the longest address that fits counts. */
const PAGES: Record<string, HelpPageName> = {
  [paths.home]: "getting-started",
  [paths.ordersToImport]: "orders-to-import",
  [paths.orders]: "orders",
  [paths.shipments]: "shipments",
  [paths.invoices]: "invoices",
  [paths.refunds]: "refunds-and-returns",
  [paths.returns]: "refunds-and-returns",
  [paths.giftCards]: "gift-cards",
  [paths.stock]: "stock",
  [paths.customers]: "customers",
  [paths.items]: "items",
  [paths.exportedOrders]: "exported-orders",
  [paths.exportedInvoices]: "exported-invoices",
  [paths.catalog]: "catalog",
  [paths.problems]: "problems",
  [paths.tasks]: "problems",
  [paths.skipped]: "problems",
  [paths.logs]: "logs",
  [paths.connection]: "erp-connection",
  [paths.mappings]: "mappings",
  [paths.settings]: "shop-card",
  [paths.schedules]: "schedules",
  [paths.privacy]: "privacy",
  [paths.ledger]: "ledger",
};
const LONGEST_FIRST = Object.keys(PAGES).sort((a, b) => b.length - a.length);

export function helpPageOf(pathname: string): HelpPageName | undefined {
  if (pathname === paths.help || pathname.startsWith(`${paths.help}/`)) return undefined;
  const path = LONGEST_FIRST.find((each) => pathname === each || pathname.startsWith(`${each}/`));
  return path === undefined ? undefined : PAGES[path];
}
