/** A world on a clock that stands still, for tests of the world alone. */
import type { SimClock } from "../world-interface.ts";
import { createWorld, type ShopWorld } from "./create-world.ts";

function standingClock(start = "2026-11-21T09:00:00Z"): SimClock {
  let now = new Date(start);
  return {
    now: () => now,
    advance: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    set: (date) => {
      now = date;
    },
  };
}

export const testWorld = (
  seed: "full" | "empty",
  shop = "harbour-goods.myshopify.com",
): ShopWorld => createWorld({ shop, clock: standingClock(), seed });
