import { expect, it } from "vitest";
import { FEWEST_STEPS, sharesStory } from "./shares.ts";
import { killAtChosenSteps, killAtEachStep } from "./story.ts";

const SHARES = sharesStory(52);

it("killed at the chosen steps of an order for two places, each place has one sales document", async () => {
  const moments = await killAtChosenSteps(SHARES);
  expect(moments.map(({ sending }) => sending)).toContain("createDocument");
});

it("killed at each persisted step of an order for two places, each place has one sales document", async () => {
  const steps = await killAtEachStep(SHARES);
  console.info(`crash of an order for two places: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
