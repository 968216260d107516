import { expect, it } from "vitest";
import { LEDGER_BOOKS } from "./books.ts";
import { exchangeStory, FEWEST_STEPS } from "./exchange.ts";
import { killAtChosenSteps, killAtEachStep } from "./story.ts";

const EXCHANGE = exchangeStory(LEDGER_BOOKS, 52);

it("killed at the chosen steps of one exchange, there is one sales document of what goes out", async () => {
  const moments = await killAtChosenSteps(EXCHANGE);
  expect(moments.map(({ sending }) => sending)).toContain("createDocument");
});

it("killed at each persisted step of one exchange, there is one sales document of what goes out", async () => {
  const steps = await killAtEachStep(EXCHANGE);
  console.info(`crash of an exchange: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
