import { expect, it } from "vitest";
import { LEDGER_BOOKS } from "./books.ts";
import { FEWEST_STEPS, returnOrderStories } from "./return-order.ts";
import { killAtEachStep } from "./story.ts";

const STORIES = returnOrderStories(LEDGER_BOOKS, { asked: 30, posted: 20 });

it.each(["asked", "posted"] as const)(
  "%s: killed at each persisted step, there is one return order, one receipt and one credit memo",
  async (story) => {
    const steps = await killAtEachStep(STORIES[story]);
    console.info(`crash of a return order, ${story}: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS[story]);
  },
  1_200_000,
);
