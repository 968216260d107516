import "#tests/setup/business-central.ts";
import "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { BACK_FROM_BUSINESS_CENTRAL, prepare } from "./business-central-back.ts";
import { killAtChosenSteps } from "./story.ts";

prepare(14);

// Killed at each persisted step: business-central-back.long.test.ts.
it("killed at the first and last change, and while each task is sent: one fulfillment and one payment in Business Central", async () => {
  const moments = await killAtChosenSteps(BACK_FROM_BUSINESS_CENTRAL);
  expect(moments.length).toBeGreaterThanOrEqual(5);
}, 600_000);
