import type { Decimal } from "#app/money/decimal.ts";
import { normalize } from "#app/money/decimal.ts";

/** Whose books: every query of the ledger names both. */
export interface Scope {
  shop: string;
  connectionId: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The ledger's ids are UUIDs; anything else names nothing here. */
export const isId = (text: string): boolean => UUID.test(text);

/** A numeric column as a decimal string. */
export const decimalOf = (column: { toFixed(): string }): Decimal => normalize(column.toFixed());

/** A date column (midnight UTC) as YYYY-MM-DD. */
export const dayOf = (column: Date): string => column.toISOString().slice(0, 10);

/** YYYY-MM-DD as a date column wants it. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** A real day of the calendar, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = dateOf(text);
  return !Number.isNaN(date.getTime()) && dayOf(date) === text;
}

/** Text for a search: NUL cannot be asked for, and the pattern characters of LIKE mean themselves. */
export const searchText = (text: string): string =>
  text.replaceAll("\u0000", "").replace(/[\\%_]/g, "\\$&");
