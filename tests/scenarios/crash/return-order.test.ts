import { expect, it } from "vitest";
import { LEDGER_BOOKS } from "./books.ts";
import { returnOrderStories } from "./return-order.ts";
import { killAtChosenSteps } from "./story.ts";

// It is asked for as a credit memo is (refund.test.ts); that too, and each persisted step: return-order.long.test.ts.
const { posted } = returnOrderStories(LEDGER_BOOKS, { asked: 0, posted: 8 });

it("killed at the chosen steps of its receipt and credit memo, each is heard of once", async () => {
  expect((await killAtChosenSteps(posted)).length).toBeGreaterThanOrEqual(2);
});
