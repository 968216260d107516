import "#tests/setup/business-central.ts";
import "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { FEWEST_STEPS, INTO_BUSINESS_CENTRAL, prepare, watchWrites } from "./business-central.ts";
import { killAtChosenSteps, killAtEachCall, killAtEachStep } from "./story.ts";

/** The customer and the order. */
const FEWEST_WRITES = 2;

describe("a worker that is killed on the way into Business Central", () => {
  prepare();

  it("at the first and last change, and while each task is sent: exactly one order and one customer", async () => {
    const moments = await killAtChosenSteps(INTO_BUSINESS_CENTRAL);
    expect(moments.length).toBeGreaterThanOrEqual(5);
  }, 600_000);

  it("at each persisted step: exactly one order and one customer in Business Central", async () => {
    const steps = await killAtEachStep(INTO_BUSINESS_CENTRAL);
    console.info(`crash on the way into Business Central: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  }, 1_200_000);

  it("while Business Central acts on each writing call, whose answer nobody hears: exactly one order and one customer", async () => {
    const writes = await killAtEachCall(INTO_BUSINESS_CENTRAL, watchWrites);
    console.info(`crash on the way into Business Central: ${writes} writing calls`);
    expect(writes).toBeGreaterThanOrEqual(FEWEST_WRITES);
  }, 1_200_000);
});
