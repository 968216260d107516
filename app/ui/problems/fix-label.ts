/** What the link to where a problem is mended is called: an order's page often only shows it. */
export const fixLabel = (path: string): string =>
  path.startsWith("/app/orders/") ? "problems.openOrder" : "problems.fix";
