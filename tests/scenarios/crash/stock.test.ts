import { it } from "vitest";
import { prepare, STOCK } from "./stock.ts";
import { killAtEffect } from "./story.ts";

prepare(2);

// Killed at each persisted step: stock.long.test.ts.
it("killed after Shopify took the quantities but before its answer arrived, they are looked up and not sent again", async () => {
  await killAtEffect(STOCK, "inventorySetQuantities", "setStock");
});
