/**
 * Leaky bucket per app and shop: admission by the requested cost, charge by the actual one, restored by the clock.
 * Bucket size is 20 × the restore rate: Standard 100/s → 2,000, Advanced 200, Plus 1,000, Enterprise 2,000.
 */
import type { SimClock } from "../world-interface.ts";

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface Bucket {
  status(): ThrottleStatus;
  admits(requestedCost: number): boolean;
  charge(actualCost: number): void;
  drain(to?: number): void;
}

export const MAX_QUERY_COST = 1000;

export function createBucket(clock: SimClock, restoreRate = 100): Bucket {
  const maximum = restoreRate * 20;
  let level = maximum;
  let at = clock.now().getTime();
  const refill = () => {
    const now = clock.now().getTime();
    // A clock set back restores nothing; it must not take points away either.
    level = Math.min(maximum, level + (Math.max(0, now - at) / 1000) * restoreRate);
    at = now;
  };
  return {
    status() {
      refill();
      return { maximumAvailable: maximum, currentlyAvailable: Math.floor(level), restoreRate };
    },
    admits(requestedCost) {
      refill();
      return level >= requestedCost;
    },
    charge(actualCost) {
      refill();
      level = Math.max(0, level - actualCost);
    },
    drain(to = 0) {
      refill();
      level = Math.min(maximum, Math.max(0, to));
    },
  };
}
