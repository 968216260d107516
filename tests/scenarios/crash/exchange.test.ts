import { expect, it } from "vitest";
import { LEDGER_BOOKS } from "./books.ts";
import { exchangeStory } from "./exchange.ts";
import { killAtChosenSteps } from "./story.ts";

const EXCHANGE = exchangeStory(LEDGER_BOOKS, 12);

// Killed at each persisted step: exchange.long.test.ts.
it("killed at the chosen steps of one exchange, there is one sales document of what goes out", async () => {
  const moments = await killAtChosenSteps(EXCHANGE);
  expect(moments.map(({ sending }) => sending)).toContain("createDocument");
});
