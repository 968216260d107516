import type { Decimal } from "#app/money/decimal.ts";
import type { ServerTax } from "../taxes.ts";

/** What documents are calculated and posted with, and what seldom changes. */
export interface Books {
  currencies: ReadonlyMap<string, { id: number; rounding: Decimal; hasRate: boolean }>;
  /** By ISO code. */
  countries: ReadonlyMap<string, { id: number }>;
  units: readonly {
    id: number;
    symbol: string;
    name: string;
    category: number;
    rounding: Decimal;
  }[];
  taxes: readonly ServerTax[];
  taxRounding: "document" | "line";
  /** Account that customers owe on, where their party names none; null when the company has none. */
  receivableAccount: number | null;
  /** Account of goods and services whose category has none. */
  revenueAccount: number | null;
  revenueJournal: number | null;
  /** By product category: its own account, or that of the category above. */
  categoryAccounts: ReadonlyMap<number, number>;
}
