import type { OrderContent } from "./content.ts";
import type { OrderPersonal } from "./personal.ts";
import type { OrderState } from "./state.ts";

/**
 * An imported order in the app's own words. Three parts:
 * `content`, the commercial order (makes versions: same content, same hash, no version);
 * `personal`, names, addresses, contacts and free texts (part of the hash, emptied by redaction);
 * `state`, what happens to the order afterwards (payments, fulfillment, archive): kept as last read, makes no version, so that
 * an echo of our own write costs nothing. Planning reads all three. Ids are Shopify gids, times ISO 8601 in UTC.
 */
export interface OrderSnapshot {
  content: OrderContent;
  personal: OrderPersonal;
  state: OrderState;
}

export type { MoneyBag } from "#app/money/money.ts";
export type * from "./content.ts";
export type * from "./personal.ts";
export type * from "./returns.ts";
export type * from "./state.ts";
