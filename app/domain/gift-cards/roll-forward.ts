import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { addToDay } from "#app/lib/day.ts";
import type { EntryKind } from "./kinds.ts";

/** What one kind of entry came to in one month (YYYY-MM) and currency. */
export interface MonthSum {
  month: string;
  currency: string;
  kind: EntryKind;
  amount: Decimal;
}

/** opening + issued − redeemed − refunded + adjusted = closing. Redeemed and refunded are positive; adjusted has a sign. */
export interface LiabilityMonth {
  month: string;
  opening: Decimal;
  issued: Decimal;
  redeemed: Decimal;
  refunded: Decimal;
  adjusted: Decimal;
  closing: Decimal;
}

const COLUMN = {
  issued: "issued",
  redeemed: "redeemed",
  refunded: "refunded",
  imported: "adjusted",
  restored: "adjusted",
  ended: "adjusted",
} as const satisfies Record<EntryKind, keyof LiabilityMonth>;

const next = (month: string): string => addToDay(`${month}-01`, { months: 1 }).slice(0, 7);

/** Each month from the first with an entry to `until`, oldest first, none left out; months after it stay out. */
export function rollForward(sums: readonly MonthSum[], until: string): LiabilityMonth[] {
  const months = new Map<string, MonthSum[]>();
  for (const sum of sums) months.set(sum.month, [...(months.get(sum.month) ?? []), sum]);
  const first = [...months.keys()].sort()[0];
  const rows: LiabilityMonth[] = [];
  let opening: Decimal = "0";
  for (let month = first; month !== undefined && month <= until; month = next(month)) {
    const row = monthOf(month, opening, months.get(month) ?? []);
    rows.push(row);
    opening = row.closing;
  }
  return rows;
}

function monthOf(month: string, opening: Decimal, sums: readonly MonthSum[]): LiabilityMonth {
  const of = (column: (typeof COLUMN)[EntryKind]): Decimal =>
    decimal.add(
      "0",
      ...sums.filter(({ kind }) => COLUMN[kind] === column).map(({ amount }) => amount),
    );
  const issued = of("issued");
  const redeemed = decimal.negate(of("redeemed"));
  const refunded = decimal.negate(of("refunded"));
  const adjusted = of("adjusted");
  const down = decimal.add(redeemed, refunded);
  const closing = decimal.add(decimal.subtract(decimal.add(opening, issued), down), adjusted);
  return { month, opening, issued, redeemed, refunded, adjusted, closing };
}
