import { it } from "vitest";
import { ORDER, prepare } from "./order.ts";
import { killAtChosenSteps, killAtEffect } from "./story.ts";

prepare();

// At every step, and the order that a webhook names: order.long.test.ts.
it("killed at chosen steps, one order still makes exactly one of everything", async () => {
  const moments = await killAtChosenSteps(ORDER);
  console.info(`crash: killed at ${JSON.stringify(moments)}`);
}, 400_000);

it("killed after Shopify took the attribute but before its answer arrived, it is looked up and not written again", async () => {
  await killAtEffect(ORDER, "orderUpdate", "writeDocumentAttribute");
});
