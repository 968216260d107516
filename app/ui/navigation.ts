import { paths } from "#app/lib/paths.ts";

/** The app's screens in Shopify Admin's menu, in this order. A new screen is one line here and one text per language. */
export const NAVIGATION = [
  { to: paths.ordersToImport, text: "nav.import", shape: "table" },
  { to: paths.orders, text: "nav.orders", shape: "table" },
  { to: paths.shipments, text: "nav.shipments", shape: "table" },
  { to: paths.invoices, text: "nav.invoices", shape: "table" },
  { to: paths.problems, text: "nav.problems", shape: "cards" },
  { to: paths.tasks, text: "nav.tasks", shape: "table" },
  { to: paths.mappings, text: "nav.mappings", shape: "cards" },
  { to: paths.ledger, text: "nav.ledger", shape: "table" },
  { to: paths.settings, text: "nav.settings", shape: "form" },
  { to: paths.connection, text: "nav.connection", shape: "cards" },
  { to: paths.logs, text: "nav.logs", shape: "table" },
] as const;

export type ScreenShape = (typeof NAVIGATION)[number]["shape"] | "detail";

/** The shape of the screen behind a path, for the skeleton shown while it loads. */
export function shapeOf(pathname: string): ScreenShape {
  if (/^\/app\/(orders|invoices|ledger\/documents)\/[^/]+/.test(pathname)) return "detail";
  return NAVIGATION.find((entry) => pathname.startsWith(entry.to))?.shape ?? "cards";
}
