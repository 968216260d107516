/** Every kind of order of the seed. Placing one from the control panel makes a fresh one now. */
import type { OrderKind } from "../../world/order-spec.ts";
import { BUYERS } from "./buyers.ts";
import { CURRENCIES } from "./currencies.ts";
import { DISCOUNTS } from "./discounts.ts";
import { EXTRAS } from "./extras.ts";
import { MONEY_BACK } from "./money-back.ts";
import { PAST } from "./past.ts";
import { PLAIN } from "./plain.ts";
import { SHIPPING_AND_PAYMENT } from "./shipping-and-payment.ts";
import { WATCHED } from "./watched.ts";
import { WAY_BACK } from "./way-back.ts";

const SPREAD: readonly OrderKind[] = [
  ...PLAIN,
  ...CURRENCIES,
  ...DISCOUNTS,
  ...EXTRAS,
  ...BUYERS,
  ...SHIPPING_AND_PAYMENT,
  ...PAST,
  ...WATCHED,
  ...WAY_BACK,
];

/** The hours of those without one are spread evenly over the past weeks. */
export const ORDER_KINDS: readonly (OrderKind & { hoursAgo: number })[] = [
  ...SPREAD.map((kind, at) => ({
    ...kind,
    hoursAgo: kind.hoursAgo ?? 20 + (SPREAD.length - at) * 9,
  })),
  ...MONEY_BACK,
];
