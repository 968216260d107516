import { stateMachine } from "#app/lib/states.ts";

/** Where a customer that changed goes. */
export const DIRECTIONS = ["toErp", "toShopify"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * A customer on its way to the other side. Waiting: to be read and decided. Ready: would be sent. Done: the other side says the same. Excluded: a
 * condition is not met. Failed: the other side refused it. Gone: deleted or merged where it came from; nothing is deleted on the other side.
 */
export const CUSTOMER = stateMachine({
  waiting: ["ready", "done", "excluded", "failed", "gone"],
  ready: ["waiting", "sending", "gone"],
  sending: ["done", "failed", "waiting", "gone"],
  done: ["waiting", "gone"],
  excluded: ["waiting", "gone"],
  failed: ["waiting", "sending", "done", "gone"],
  gone: ["waiting"],
});
export type CustomerState = (typeof CUSTOMER.states)[number];

/** Why a customer is not brought over, why the other side did not take it, and what happened to it where it came from. */
export const REASONS = [
  "defaultCustomer",
  "noUpdates",
  "notImported",
  "noCreation",
  "noName",
  "noTemplate",
  // S3, Why data cannot be uploaded.
  "emailTaken",
  "phoneTaken",
  "emailInvalid",
  "phoneInvalid",
  "otherStore",
  "addressIncomplete",
  "noContact",
  "isBlocked",
  "shared",
  "refused",
  "taskFailed",
  "putAside",
  "erased",
  "deleted",
  "merged",
] as const;
export type Reason = (typeof REASONS)[number];
