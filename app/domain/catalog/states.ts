import { stateMachine } from "#app/lib/states.ts";

/** asking: Shopify is asked for the catalog; running: it gathers it; writing: its answer becomes files. */
export const BUILD = stateMachine({
  asking: ["running", "failed"],
  running: ["writing", "failed"],
  writing: ["done", "failed"],
  done: [],
  failed: [],
});

/** Why a build came to nothing; the files of the one before stay. */
export const BUILD_FAILURES = [
  "noPermission",
  "refused",
  "shopifyFailed",
  "shopifyTimeout",
  "cancelled",
  "expired",
  "gone",
  "broken",
  "unreadable",
  "tooLong",
] as const;
export type BuildFailure = (typeof BUILD_FAILURES)[number];

/** What of a variant is not written as it is in Shopify, or makes trouble for whoever reads the file. */
export const REMARK_REASONS = ["noPrice", "sameSku", "noSku", "textChanged"] as const;
export type RemarkReason = (typeof REMARK_REASONS)[number];
