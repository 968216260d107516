import { expect, it } from "vitest";
import { ACTS, FEWEST_STEPS, prepare } from "./acts.ts";
import { killAtEachStep } from "./story.ts";

prepare(80);

it("killed at each persisted step, a click on Mark as paid, one on Cancel order and an archiving happen once each", async () => {
  const steps = await killAtEachStep(ACTS);
  console.info(`crash of acts: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
