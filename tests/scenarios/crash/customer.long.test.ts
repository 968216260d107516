import { expect, it } from "vitest";
import { FEWEST_STEPS, prepare, TO_ERP, TO_SHOPIFY } from "./customer.ts";
import { killAtEachStep } from "./story.ts";

prepare();

it.each([
  ["Shopify", TO_SHOPIFY],
  ["the ledger", TO_ERP],
])(
  "killed at each persisted step, a customer is exactly one in %s",
  async (_to, story) => {
    const steps = await killAtEachStep(story);
    console.info(`crash of customer: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  },
  1_200_000,
);
