import type { GiftCardId } from "#app/lib/ids.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";

/** `unknown`: Shopify has not told its balance. */
export const CARD_STATES = ["active", "usedUp", "expired", "disabled", "unknown"] as const;
export type CardState = (typeof CARD_STATES)[number];

/** Where the app knows a card from: Shopify's list, a merchant's file, or a payment of an order. */
export const CARD_SOURCES = ["shopify", "file", "order"] as const;

/** Whether Shopify's own transactions of a card, with its first value, come to its balance. */
export const TOLD = ["agrees", "differs"] as const;

/**
 * What changes the money that is owed to holders of gift cards. `imported`: an older card of a merchant's file. `restored`: a refund put money back
 * on the card. `refunded`: a sold card was given back. `ended`: what a disabled or expired card still held.
 */
export const ENTRY_KINDS = [
  "issued",
  "imported",
  "redeemed",
  "restored",
  "refunded",
  "ended",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One change; what is owed grows by `amount`. The key says what it was, so that it is booked once. */
export interface Entry {
  key: string;
  kind: EntryKind;
  at: string;
  currency: string;
  amount: Decimal;
  giftCardId: GiftCardId | null;
}

interface Facts {
  enabled: boolean;
  /** YYYY-MM-DD, the last day of use. */
  expiresOn: string | null;
  balance: Decimal;
}

/** `today` is a day of the shop's time zone. */
export function cardState({ enabled, expiresOn, balance }: Facts, today: string): CardState {
  if (!enabled) return "disabled";
  if (expiresOn !== null && expiresOn < today) return "expired";
  return decimal.isZero(balance) ? "usedUp" : "active";
}
