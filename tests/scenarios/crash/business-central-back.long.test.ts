import "#tests/setup/business-central.ts";
import "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { BACK_FROM_BUSINESS_CENTRAL, FEWEST_STEPS, prepare } from "./business-central-back.ts";
import { watchWrites } from "./business-central.ts";
import { killAtEachCall, killAtEachStep } from "./story.ts";

/** The payment's line, the batch that is posted. */
const FEWEST_WRITES = 2;

prepare(60);

it("killed at each persisted step, what people shipped and invoiced makes one fulfillment and one payment in Business Central", async () => {
  const steps = await killAtEachStep(BACK_FROM_BUSINESS_CENTRAL);
  console.info(`crash on the way back from Business Central: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);

it("killed while Business Central acts on each writing call, whose answer nobody hears: one payment on the invoice", async () => {
  const writes = await killAtEachCall(BACK_FROM_BUSINESS_CENTRAL, watchWrites);
  expect(writes).toBeGreaterThanOrEqual(FEWEST_WRITES);
}, 1_200_000);
