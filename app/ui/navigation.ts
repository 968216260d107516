import { paths } from "#app/lib/paths.ts";

/**
 * The app's screens. Those of the menu stand in Shopify Admin in this order: seven at most, as Shopify asks. The others are led to from Home and from
 * the screen they belong to. A new screen is one line here and one text per language.
 */
export const NAVIGATION = [
  { to: paths.ordersToImport, text: "nav.import", shape: "table", menu: true },
  { to: paths.orders, text: "nav.orders", shape: "table", menu: true },
  { to: paths.shipments, text: "nav.shipments", shape: "table", menu: true },
  { to: paths.invoices, text: "nav.invoices", shape: "table", menu: true },
  { to: paths.problems, text: "nav.problems", shape: "cards", menu: true },
  { to: paths.mappings, text: "nav.mappings", shape: "cards", menu: true },
  { to: paths.settings, text: "nav.settings", shape: "form", menu: true },
  { to: paths.refunds, text: "nav.refunds", shape: "table", menu: false },
  { to: paths.returns, text: "nav.returns", shape: "table", menu: false },
  { to: paths.giftCards, text: "nav.giftCards", shape: "table", menu: false },
  { to: paths.stock, text: "nav.stock", shape: "table", menu: false },
  { to: paths.customers, text: "nav.customers", shape: "table", menu: false },
  { to: paths.items, text: "nav.items", shape: "table", menu: false },
  { to: paths.exportedOrders, text: "nav.exportedOrders", shape: "table", menu: false },
  { to: paths.exportedInvoices, text: "nav.exportedInvoices", shape: "table", menu: false },
  { to: paths.catalog, text: "nav.catalog", shape: "cards", menu: false },
  { to: paths.tasks, text: "nav.tasks", shape: "table", menu: false },
  { to: paths.ledger, text: "nav.ledger", shape: "table", menu: false },
  { to: paths.connection, text: "nav.connection", shape: "cards", menu: false },
  { to: paths.logs, text: "nav.logs", shape: "table", menu: false },
] as const;

export const MENU = NAVIGATION.filter(({ menu }) => menu);
/** Led to from Home. */
export const BESIDE_THE_MENU = NAVIGATION.filter(({ menu }) => !menu);

export type ScreenShape = (typeof NAVIGATION)[number]["shape"] | "detail";

/** The shape of the screen behind a path, for the skeleton shown while it loads. */
export function shapeOf(pathname: string): ScreenShape {
  if (/^\/app\/(orders|invoices|refunds|returns|ledger\/documents)\/[^/]+/.test(pathname))
    return "detail";
  return NAVIGATION.find((entry) => pathname.startsWith(entry.to))?.shape ?? "cards";
}
