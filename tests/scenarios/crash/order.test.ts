import { it } from "vitest";
import { NAMED, ORDER, prepare } from "./order.ts";
import { killAtChosenSteps, killAtEffect } from "./story.ts";

prepare();

it("killed at chosen steps, one order still makes exactly one of everything", async () => {
  const moments = await killAtChosenSteps(ORDER);
  console.info(`crash: killed at ${JSON.stringify(moments)}`);
}, 400_000);

it("so does one that a webhook names", async () => {
  const moments = await killAtChosenSteps(NAMED);
  console.info(`crash: killed at ${JSON.stringify(moments)}`);
}, 400_000);

it("killed after Shopify took the attribute but before its answer arrived, it is looked up and not written again", async () => {
  await killAtEffect(ORDER, "orderUpdate", "writeDocumentAttribute");
});
