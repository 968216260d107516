import { expect, it } from "vitest";
import { LEDGER_BOOKS } from "./books.ts";
import { FEWEST_STEPS, refundStory } from "./refund.ts";
import { killAtEachStep } from "./story.ts";

const REFUND = refundStory(LEDGER_BOOKS, 40);

it("killed at each persisted step of one refund, there is one credit memo", async () => {
  const steps = await killAtEachStep(REFUND);
  console.info(`crash of a refund: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
