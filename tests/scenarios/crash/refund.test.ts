import { expect, it } from "vitest";
import { LEDGER_BOOKS } from "./books.ts";
import { refundStory } from "./refund.ts";
import { killAtChosenSteps } from "./story.ts";

const REFUND = refundStory(LEDGER_BOOKS, 12);

// Killed at each persisted step: refund.long.test.ts.
it("killed at the chosen steps of one refund, there is one credit memo", async () => {
  const moments = await killAtChosenSteps(REFUND);
  expect(moments.map(({ sending }) => sending)).toContain("createCreditMemo");
});
