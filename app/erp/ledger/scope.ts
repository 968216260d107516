import type { Decimal } from "#app/money/decimal.ts";
import { normalize } from "#app/money/decimal.ts";

/** Whose books: every query of the ledger names both. */
export interface Scope {
  shop: string;
  connectionId: string;
}

/** A numeric column as a decimal string. */
export const decimalOf = (column: { toFixed(): string }): Decimal => normalize(column.toFixed());

export { searchText } from "#app/lib/search-text.ts";
