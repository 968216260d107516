import { expect, it } from "vitest";
import { FEWEST_STEPS, prepare, STOCK } from "./stock.ts";
import { killAtEachStep, killAtEffect } from "./story.ts";

prepare(82);

it("killed after Shopify took the quantities but before its answer arrived, they are looked up and not sent again", async () => {
  await killAtEffect(STOCK, "inventorySetQuantities", "setStock");
});

it("killed at each persisted step, stock that changed in the ledger is sent once", async () => {
  const steps = await killAtEachStep(STOCK);
  console.info(`crash of stock: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
