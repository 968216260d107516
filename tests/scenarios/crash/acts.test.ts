import { it } from "vitest";
import { ACTS, prepare } from "./acts.ts";
import { killAtChosenSteps, killAtEffect } from "./story.ts";

prepare(20);

it("killed at chosen steps, a click on Mark as paid, one on Cancel order and an archiving happen once each", async () => {
  const moments = await killAtChosenSteps(ACTS);
  console.info(`crash of acts: killed at ${JSON.stringify(moments)}`);
}, 200_000);

it.each([
  ["orderMarkAsPaid", "markAsPaid"],
  ["orderClose", "archiveOrder"],
])(
  "killed after Shopify took %s but before its answer arrived, it is looked up and not repeated",
  async (mutation, kind) => {
    await killAtEffect(ACTS, mutation, kind);
  },
  60_000,
);
