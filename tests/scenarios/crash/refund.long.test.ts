import { expect, it } from "vitest";
import { FEWEST_STEPS, prepare, REFUND } from "./refund.ts";
import { killAtEachStep } from "./story.ts";

prepare(40);

it("killed at each persisted step of one refund, there is one credit memo", async () => {
  const steps = await killAtEachStep(REFUND);
  console.info(`crash of a refund: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
