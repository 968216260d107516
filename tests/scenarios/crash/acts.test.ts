import { it } from "vitest";
import { ACTS, prepare } from "./acts.ts";
import { killAtEffect } from "./story.ts";

prepare(4);

// Killed at each persisted step: acts.long.test.ts.
it.each([
  ["orderMarkAsPaid", "markAsPaid"],
  ["orderClose", "archiveOrder"],
])(
  "killed after Shopify took %s but before its answer arrived, it is looked up and not repeated",
  async (mutation, kind) => {
    await killAtEffect(ACTS, mutation, kind);
  },
);
