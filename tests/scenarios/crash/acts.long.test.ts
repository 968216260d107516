import { expect, it } from "vitest";
import { ACTS, FEWEST_STEPS, prepare } from "./acts.ts";
import { killAtEachStep, killAtEffect } from "./story.ts";

prepare(84);

it.each([
  ["orderMarkAsPaid", "markAsPaid"],
  ["orderClose", "archiveOrder"],
])(
  "killed after Shopify took %s but before its answer arrived, it is looked up and not repeated",
  async (mutation, kind) => {
    await killAtEffect(ACTS, mutation, kind);
  },
);

it("killed at each persisted step, a click on Mark as paid, one on Cancel order and an archiving happen once each", async () => {
  const steps = await killAtEachStep(ACTS);
  console.info(`crash of acts: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
