import { it } from "vitest";
import { EXPORT, prepare } from "./exported-invoice.ts";
import { killAtEffect } from "./story.ts";

prepare();

// Killed at each persisted step: exported-invoice.long.test.ts.
it("killed after Shopify made the order but before its answer arrived, it is looked up and not made again", async () => {
  await killAtEffect(EXPORT, "orderCreate", "exportInvoice");
});
