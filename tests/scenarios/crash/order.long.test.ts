import { expect, it } from "vitest";
import { FEWEST_STEPS, NAMED, ORDER, prepare } from "./order.ts";
import { killAtEachStep } from "./story.ts";

prepare();

it("killed at each persisted step, one order still makes exactly one of everything", async () => {
  const steps = await killAtEachStep(ORDER);
  console.info(`crash: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);

it("so does one that a webhook names", async () => {
  expect(await killAtEachStep(NAMED)).toBeGreaterThan(0);
}, 1_200_000);
