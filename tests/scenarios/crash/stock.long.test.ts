import { expect, it } from "vitest";
import { FEWEST_STEPS, prepare, STOCK } from "./stock.ts";
import { killAtEachStep } from "./story.ts";

prepare(80);

it("killed at each persisted step, stock that changed in the ledger is sent once", async () => {
  const steps = await killAtEachStep(STOCK);
  console.info(`crash of stock: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
