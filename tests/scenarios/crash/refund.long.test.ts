import { expect, it } from "vitest";
import { LEDGER_BOOKS } from "./books.ts";
import { FEWEST_STEPS, refundStory } from "./refund.ts";
import { killAtChosenSteps, killAtEachStep } from "./story.ts";

const REFUND = refundStory(LEDGER_BOOKS, 52);

it("killed at the chosen steps of one refund, there is one credit memo", async () => {
  const moments = await killAtChosenSteps(REFUND);
  expect(moments.map(({ sending }) => sending)).toContain("createCreditMemo");
});

it("killed at each persisted step of one refund, there is one credit memo", async () => {
  const steps = await killAtEachStep(REFUND);
  console.info(`crash of a refund: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
