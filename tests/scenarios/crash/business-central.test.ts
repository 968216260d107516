import "#tests/setup/business-central.ts";
import "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { INTO_BUSINESS_CENTRAL, prepare } from "./business-central.ts";
import { killAtChosenSteps } from "./story.ts";

describe("a worker that is killed on the way into Business Central", () => {
  prepare();

  it("at the first and last change, and while each task is sent: exactly one order and one customer", async () => {
    const moments = await killAtChosenSteps(INTO_BUSINESS_CENTRAL);
    expect(moments.length).toBeGreaterThanOrEqual(5);
  }, 600_000);
});
