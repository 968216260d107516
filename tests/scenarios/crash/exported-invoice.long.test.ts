import { expect, it } from "vitest";
import { EXPORT, FEWEST_STEPS, prepare } from "./exported-invoice.ts";
import { killAtEachStep, killAtEffect } from "./story.ts";

prepare();

it("killed after Shopify made the order but before its answer arrived, it is looked up and not made again", async () => {
  await killAtEffect(EXPORT, "orderCreate", "exportInvoice");
});

it("killed at each persisted step, an invoice posted in the ledger becomes exactly one order", async () => {
  const steps = await killAtEachStep(EXPORT);
  console.info(`crash of exported invoice: ${steps} persisted steps`);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
}, 1_200_000);
