import { it } from "vitest";
import { killAtEffect } from "./story.ts";
import { prepare, WAY_BACK } from "./way-back.ts";

prepare(4);

// Killed at each persisted step: way-back.long.test.ts.
it.each([
  ["fulfillmentCreate", "createFulfillment"],
  ["orderCapture", "capturePayment"],
])(
  "killed after Shopify took %s but before its answer arrived, it is looked up and not repeated",
  async (mutation, kind) => {
    await killAtEffect(WAY_BACK, mutation, kind);
  },
);
