/** What the link to where a problem is mended is called: an order's page often only shows it. */
export const fixLabel = (path: string) =>
  path.startsWith("/app/orders/") ? ("problems.openOrder" as const) : ("problems.fix" as const);
