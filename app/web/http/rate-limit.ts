/** How often somebody may ask without having signed in. */
export interface Rate {
  requests: number;
  inMs: number;
}

/** So many are told apart in one window; all beyond them count as one, so that the memory stays small. */
const MOST_KNOWN = 10_000;
const THE_REST = "";

/** Counts requests by whom they come from, in windows of time. The time is given by the caller. */
export function createRateLimit({ requests, inMs }: Rate) {
  let counts = new Map<string, number>();
  let windowEnds = -Infinity;
  return {
    /** Seconds to wait; 0: go on. */
    take(who: string, at: number): number {
      if (at >= windowEnds) {
        counts = new Map();
        windowEnds = at + inMs;
      }
      const key = counts.has(who) || counts.size < MOST_KNOWN ? who : THE_REST;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count > requests ? Math.max(1, Math.ceil((windowEnds - at) / 1000)) : 0;
    },
  };
}
