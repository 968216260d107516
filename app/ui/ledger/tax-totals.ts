import type { Decimal } from "#app/money/decimal.ts";
import { add } from "#app/money/decimal.ts";

export interface TaxTotal {
  title: string;
  rate: Decimal | null;
  amount: Decimal;
}

/** The taxes of all lines, one sum for each title and rate, in the order they first appear. */
export function taxTotals(lines: readonly { taxes: readonly TaxTotal[] }[]): TaxTotal[] {
  const totals = new Map<string, TaxTotal>();
  for (const { title, rate, amount } of lines.flatMap((line) => line.taxes)) {
    const key = JSON.stringify([title, rate]);
    totals.set(key, { title, rate, amount: add(totals.get(key)?.amount ?? "0", amount) });
  }
  return [...totals.values()];
}
