import { expect, it } from "vitest";
import { LEDGER_BOOKS } from "./books.ts";
import { FEWEST_STEPS, returnOrderStories } from "./return-order.ts";
import { killAtChosenSteps, killAtEachStep } from "./story.ts";

const STORIES = returnOrderStories(LEDGER_BOOKS, { asked: 30, posted: 28 });

// It is asked for as a credit memo is (refund.long.test.ts).
it("killed at the chosen steps of its receipt and credit memo, each is heard of once", async () => {
  expect((await killAtChosenSteps(STORIES.posted)).length).toBeGreaterThanOrEqual(2);
});

it.each(["asked", "posted"] as const)(
  "%s: killed at each persisted step, there is one return order, one receipt and one credit memo",
  async (story) => {
    const steps = await killAtEachStep(STORIES[story]);
    console.info(`crash of a return order, ${story}: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS[story]);
  },
  1_200_000,
);
