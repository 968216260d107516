import { expect, it } from "vitest";
import { FEWEST_STEPS, prepare, TO_ERP, TO_SHOPIFY } from "./items.ts";
import { killAtEachStep } from "./story.ts";

prepare(60);

it.each([
  ["an item in the ledger", TO_ERP],
  ["a product in Shopify", TO_SHOPIFY],
])(
  "killed at each persisted step, %s is exactly one",
  async (_what, story) => {
    const steps = await killAtEachStep(story);
    console.info(`crash of items: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  },
  1_200_000,
);
