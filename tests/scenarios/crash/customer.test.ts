import { it } from "vitest";
import { prepare, TO_SHOPIFY } from "./customer.ts";
import { killAtEffect } from "./story.ts";

prepare();

// Killed at each persisted step: customer.long.test.ts.
it("killed after Shopify made the customer but before its answer arrived, it is looked up and not made again", async () => {
  await killAtEffect(TO_SHOPIFY, "customerSet", "customerToShopify");
});
