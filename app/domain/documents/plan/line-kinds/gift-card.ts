import { accountLine } from "./line-kind.ts";
import type { LineKindPlanner } from "./line-kind.ts";
import { orderLineBase } from "./order-line.ts";

/** D-21, GIF-1: a sold gift card goes on its account. */
export const giftCard: LineKindPlanner = {
  ofLine: (effective, context) =>
    accountLine(
      orderLineBase("giftCard", effective, context),
      { setting: "giftCardAccount", what: "giftCard", rule: "D-21" },
      context,
    ),
};
