/** A shop's bucket of points at one moment: pure arithmetic of Shopify's leaky bucket. */
export interface Bucket {
  available: number;
  maximum: number;
  restoreRate: number;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Before Shopify has told us: a Standard shop, which is the smallest. */
export const FIRST_BUCKET = { available: 2_000, maximum: 2_000, restoreRate: 100 } as const;

export function refill(bucket: Bucket, at: number): Bucket {
  const seconds = Math.max(0, at - bucket.at) / 1000;
  return {
    ...bucket,
    available: Math.min(bucket.maximum, bucket.available + seconds * bucket.restoreRate),
    at: Math.max(at, bucket.at),
  };
}

/** How long until `cost` is there; Infinity when the bucket can never hold it. */
export function waitMs(bucket: Bucket, cost: number): number {
  if (cost > bucket.maximum) return Infinity;
  return Math.max(0, Math.ceil(((cost - bucket.available) / bucket.restoreRate) * 1000));
}

/** A block for a process: enough for the call at hand and, while there is plenty, for a few after it. */
export function blockFor(bucket: Bucket, cost: number): number {
  return Math.floor(Math.max(cost, Math.min(cost * 10, bucket.available / 8)));
}
