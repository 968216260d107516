/** Shopify writes instants in UTC to the second. */
export const writeInstant = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, "Z");
export const hoursBefore = (date: Date, hours: number): Date =>
  new Date(date.getTime() - hours * 3_600_000);
