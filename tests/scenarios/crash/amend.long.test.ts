import { expect, it } from "vitest";
import { AMEND, FEWEST_STEPS, prepare } from "./amend.ts";
import { killAtEachStep } from "./story.ts";

prepare(30);

it("killed at each persisted step, a changed order's document is amended once", async () => {
  const steps = await killAtEachStep(AMEND);
  console.info(`crash of an amendment: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 600_000);
