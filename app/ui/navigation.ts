/** The app's screens in Shopify Admin's menu, in this order. A new screen is one line here and one text per language. */
export const NAVIGATION = [
  { to: "/app/orders-to-import", text: "nav.import", shape: "table" },
  { to: "/app/orders", text: "nav.orders", shape: "table" },
  { to: "/app/shipments", text: "nav.shipments", shape: "table" },
  { to: "/app/invoices", text: "nav.invoices", shape: "table" },
  { to: "/app/problems", text: "nav.problems", shape: "cards" },
  { to: "/app/tasks", text: "nav.tasks", shape: "table" },
  { to: "/app/mappings", text: "nav.mappings", shape: "cards" },
  { to: "/app/ledger", text: "nav.ledger", shape: "table" },
  { to: "/app/settings", text: "nav.settings", shape: "form" },
  { to: "/app/erp", text: "nav.connection", shape: "cards" },
  { to: "/app/logs", text: "nav.logs", shape: "table" },
] as const;

export type ScreenShape = (typeof NAVIGATION)[number]["shape"] | "detail";

/** The shape of the screen behind a path, for the skeleton shown while it loads. */
export function shapeOf(pathname: string): ScreenShape {
  if (/^\/app\/(orders|invoices|ledger\/documents)\/[^/]+/.test(pathname)) return "detail";
  return NAVIGATION.find((entry) => pathname.startsWith(entry.to))?.shape ?? "cards";
}
