import { it } from "vitest";
import { killAtChosenSteps, killAtEffect } from "./story.ts";
import { prepare, WAY_BACK } from "./way-back.ts";

prepare(20);

it("killed at chosen steps, one shipment and one invoice make one fulfillment and one capture", async () => {
  const moments = await killAtChosenSteps(WAY_BACK);
  console.info(`crash on the way back: killed at ${JSON.stringify(moments)}`);
}, 200_000);

it.each([
  ["fulfillmentCreate", "createFulfillment"],
  ["orderCapture", "capturePayment"],
])(
  "killed after Shopify took %s but before its answer arrived, it is looked up and not repeated",
  async (mutation, kind) => {
    await killAtEffect(WAY_BACK, mutation, kind);
  },
  60_000,
);
