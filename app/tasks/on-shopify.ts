import { classifyShopifyError } from "./shopify-error-class.ts";

/** A request that was cut may still be carried out by Shopify within this time. */
const SETTLE_MS = 60_000;

/** A task that writes to Shopify. */
export const onShopify = {
  target: "shopify",
  settleMs: () => SETTLE_MS,
  sortError: classifyShopifyError,
} as const;

/** A task that only reads Shopify, which leaves nothing behind: it has no look-up. */
export const watchesShopify = { ...onShopify, settleMs: () => 0 } as const;
