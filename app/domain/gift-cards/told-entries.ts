import type { GiftCardId } from "#app/lib/ids.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Money } from "#app/money/money.ts";
import type { Entry } from "./kinds.ts";

/** A transaction of a card as Shopify keeps it. A kind that is not known is null. */
export interface CardTransaction {
  id: string;
  kind: "credit" | "debit" | "cashOut" | null;
  at: string;
  amount: Money;
}

export interface ToldCard {
  giftCardId: GiftCardId;
  initial: Decimal;
  balance: Money;
  transactions: readonly CardTransaction[];
}

/** A card's value is paid out in cash as a sold card is paid back: nothing is owed any more. */
const BOOKED_AS = { credit: "restored", debit: "redeemed", cashOut: "refunded" } as const;

const isSame = (a: Decimal, b: Decimal): boolean => decimal.compare(a, b) === 0;

/**
 * What Shopify's own transactions of a card change, when they come to its balance: either upon its first value, or with that as the first of them.
 * Null when they do not: nothing is booked from them. The kind says the direction, not the sign of the amount.
 */
export function toldEntries({
  giftCardId,
  initial,
  balance,
  transactions,
}: ToldCard): Entry[] | null {
  const entries: Entry[] = [];
  for (const { id, kind, at, amount } of transactions) {
    if (kind === null || amount.currency !== balance.currency) return null;
    const worth = decimal.abs(amount.amount);
    entries.push({
      key: `told:${id}`,
      kind: BOOKED_AS[kind],
      at,
      currency: amount.currency,
      amount: kind === "credit" ? worth : decimal.negate(worth),
      giftCardId,
    });
  }
  const moved = decimal.add("0", ...entries.map(({ amount }) => amount));
  if (isSame(decimal.add(initial, moved), balance.amount)) return entries;
  const [issued, ...others] = [...entries].sort((a, b) => a.at.localeCompare(b.at));
  const isFirstValue = issued?.kind === "restored" && isSame(issued.amount, initial);
  return isFirstValue && isSame(moved, balance.amount) ? others : null;
}
