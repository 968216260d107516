/** Orders of the first batch; those after it grow as long as Shopify answers fast: reading 250 costs the points of one. */
export const FIRST = 50;
const LARGEST = 250;
const FAST_MS = 2_000;
const SLOW_MS = 10_000;

/** How many orders the next batch has: half of one that took long, and beyond the first size only while batches are fast. */
export function nextSize(size: number, tookMs: number): number {
  if (tookMs > SLOW_MS) return half(size);
  if (size < FIRST) return Math.min(FIRST, size * 2);
  return tookMs < FAST_MS ? Math.min(LARGEST, size * 2) : size;
}

/** After a batch that failed as a whole. */
export const half = (size: number): number => Math.max(1, Math.floor(size / 2));
