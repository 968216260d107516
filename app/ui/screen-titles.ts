import type { TextKey } from "#app/i18n/text-keys.ts";
import { paths } from "#app/lib/paths.ts";

/** The title of each screen's document, by its address; `*` stands for a record. What is not here is an address without a screen. */
const TITLES: Record<string, TextKey> = {
  [paths.home]: "home.title",
  [paths.ordersToImport]: "toImport.title",
  [paths.orders]: "orders.title",
  [`${paths.orders}/*`]: "orders.title",
  [paths.orderChanges("*")]: "nav.orders",
  [paths.shipments]: "shipments.title",
  [paths.invoices]: "invoices.title",
  [paths.invoice("*")]: "invoices.title",
  [paths.refunds]: "refunds.title",
  [paths.refund("*")]: "refunds.title",
  [paths.returns]: "returns.title",
  [paths.return("*")]: "returns.title",
  [paths.giftCards]: "giftCards.title",
  [paths.giftCardLiability]: "giftCards.liability.title",
  [paths.giftCardImport]: "giftCards.file.title",
  [paths.stock]: "stock.title",
  [paths.customers]: "customers.title",
  [paths.items]: "items.title",
  [paths.exportedOrders]: "exportedOrders.title",
  [paths.exportedInvoices]: "exportedInvoices.title",
  [paths.catalog]: "catalog.title",
  [paths.problems]: "problems.title",
  [paths.tasks]: "tasks.title",
  [paths.skipped]: "skipped.title",
  [paths.logs]: "logs.title",
  [paths.connection]: "connection.title",
  [paths.mappings]: "mappings.title",
  [`${paths.mappings}/*`]: "mappings.title",
  [paths.mapping("customers")]: "mappings.page.customers.title",
  [paths.mapping("companies")]: "mappings.page.companies.title",
  [paths.mapping("items")]: "mappings.page.items.title",
  [paths.settings]: "settings.title",
  [paths.company]: "settings.company",
  [paths.cards]: "cards.title",
  [paths.card("*")]: "cards.title",
  [paths.cardImport("*")]: "cards.title",
  [paths.history]: "settings.history",
  [paths.schedules]: "settings.schedules",
  [paths.privacy]: "settings.privacy",
  [paths.help]: "help.title",
  [paths.helpPage("*")]: "help.title",
  [paths.ledger]: "ledger.documents.title",
  [paths.ledgerDocument("*")]: "ledger.documents.title",
  [paths.ledgerCustomers]: "ledger.customers.title",
  [paths.ledgerCustomer("*")]: "ledger.customers.title",
  [paths.ledgerItems]: "ledger.items.title",
  [paths.ledgerItem("*")]: "ledger.items.title",
  [paths.ledgerShipments]: "ledger.shipments.title",
  [paths.ledgerInvoices]: "ledger.invoices.title",
  [paths.ledgerNewInvoice("*")]: "ledger.newInvoice.title",
  [paths.ledgerSetUp]: "ledger.setUp.title",
  [paths.outside]: "outside.title",
};

/** A trailing slash makes no other address. */
const plain = (pathname: string): string => pathname.replace(/(?<=.)\/+$/, "");

export function titleOf(pathname: string): TextKey {
  const path = plain(pathname);
  const ofRecord = [path.replace(/[^/]+$/, "*"), path.replace(/[^/]+(?=\/[^/]+$)/, "*")];
  return (
    TITLES[path] ??
    ofRecord.map((address) => TITLES[address]).find((title) => title !== undefined) ??
    "errors.notFound.title"
  );
}

/** The addresses that have a title, for the test that no screen is without. */
export const titledPaths: readonly string[] = Object.keys(TITLES);
