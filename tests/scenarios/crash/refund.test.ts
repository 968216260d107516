import { expect, it } from "vitest";
import { prepare, REFUND } from "./refund.ts";
import { killAtChosenSteps } from "./story.ts";

prepare(12);

// Killed at each persisted step: refund.long.test.ts.
it("killed at the chosen steps of one refund, there is one credit memo", async () => {
  const moments = await killAtChosenSteps(REFUND);
  expect(moments.map(({ sending }) => sending)).toContain("createCreditMemo");
});
