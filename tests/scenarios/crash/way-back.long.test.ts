import { expect, it } from "vitest";
import { killAtEachStep } from "./story.ts";
import { FEWEST_STEPS, prepare, WAY_BACK } from "./way-back.ts";

prepare(60);

it("killed at each persisted step, one shipment and one invoice make one fulfillment and one capture", async () => {
  const steps = await killAtEachStep(WAY_BACK);
  console.info(`crash on the way back: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
