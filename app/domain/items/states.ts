import { stateMachine } from "#app/lib/states.ts";

/** Where it is created. */
export const DIRECTIONS = ["toErp", "toShopify"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * A variant of Shopify without an item in the ERP, or an item without a variant. Waiting: to be read and decided. Ready: can be created, once a person
 * wants it. Done: both stand for the same. Excluded: a condition is not met. Failed: the other side refused it. Gone: deleted where it came from.
 */
export const ITEM = stateMachine({
  waiting: ["ready", "done", "excluded", "gone"],
  ready: ["waiting", "sending", "done", "excluded", "gone"],
  sending: ["done", "failed", "waiting"],
  done: ["waiting", "ready", "excluded", "gone"],
  excluded: ["waiting", "ready", "done", "gone"],
  failed: ["waiting", "ready", "sending", "done", "excluded", "gone"],
  gone: ["waiting", "ready", "done", "excluded"],
});
export type ItemState = (typeof ITEM.states)[number];

/** Why nothing is created, why the other side did not take it, and what happened to it where it came from. */
export const REASONS = [
  "noSku",
  "noBarcode",
  "noVariantCode",
  "skuTwice",
  "skuSeveral",
  "numberTooLong",
  "nameTooLong",
  "giftCard",
  "isBlocked",
  "noNumber",
  "hasVariants",
  "noPrice",
  "priceDecimals",
  "otherCurrency",
  "otherTaxes",
  "refused",
  "taskFailed",
  "putAside",
  "deleted",
] as const;
export type Reason = (typeof REASONS)[number];
