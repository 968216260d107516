/** What a series numbers. */
export const SERIES = [
  "customer",
  "item",
  "salesOrder",
  "salesInvoice",
  "creditMemo",
  "returnOrder",
  "postedShipment",
  "postedReceipt",
  "postedInvoice",
  "postedCreditMemo",
  "payment",
] as const;
export type SeriesCode = (typeof SERIES)[number];

export interface Series {
  prefix: string;
  next: number;
  width: number;
  manualAllowed: boolean;
}

/** The series' number for a count: "SO-" and 42 in five digits give SO-00042. */
export const seriesNumber = (series: Pick<Series, "prefix" | "width">, count: number): string =>
  `${series.prefix}${String(count).padStart(series.width, "0")}`;

/** Whether the series would give this very number one day: such a number cannot be chosen by hand. */
export function willGive(series: Series, number: string): boolean {
  if (!number.startsWith(series.prefix)) return false;
  const digits = number.slice(series.prefix.length);
  if (!/^\d{1,9}$/.test(digits)) return false;
  const count = Number(digits);
  return count >= series.next && seriesNumber(series, count) === number;
}
