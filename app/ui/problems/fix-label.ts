import { isOrderPath } from "#app/lib/paths.ts";

/** What the link to where a problem is fixed is called: an order's page often only shows it. */
export const fixLabel = (path: string) =>
  isOrderPath(path) ? ("problems.openOrder" as const) : ("problems.fix" as const);
