/** What becomes of the stock of one item at one location: sent, waiting to be sent, or left as it is for a reason. */
export const LEVEL_STATES = ["new", "equal", "differs", "sending", "left", "problem"] as const;
export type LevelState = (typeof LEVEL_STATES)[number];

/** Why a quantity is what it is, or why none is sent. */
export const LEVEL_REASONS = [
  "notDecided",
  "equal",
  "differs",
  "activate",
  "sending",
  "untracked",
  "notStocked",
  "noItem",
  "blockedItem",
  "sharedItem",
  "sharedLocation",
  "erpSilent",
  "noUnit",
  "notANumber",
  "tooMany",
  "refused",
  "taskFailed",
  "putAside",
] as const;
export type LevelReason = (typeof LEVEL_REASONS)[number];

/** How an item was found in the ERP. */
export const LEVEL_MATCHES = ["found", "none", "blocked"] as const;
export type LevelMatch = (typeof LEVEL_MATCHES)[number];
