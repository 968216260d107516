import type { Decimal } from "#app/money/decimal.ts";
import { normalize } from "#app/money/decimal.ts";

/** Whose books: every query of the ledger names both. */
export interface Scope {
  shop: string;
  connectionId: string;
}

/** A numeric column as a decimal string. */
export const decimalOf = (column: { toFixed(): string }): Decimal => normalize(column.toFixed());

/** Text for a search: NUL cannot be asked for, and the pattern characters of LIKE mean themselves. */
export const searchText = (text: string): string =>
  text.replaceAll("\u0000", "").replace(/[\\%_]/g, "\\$&");
