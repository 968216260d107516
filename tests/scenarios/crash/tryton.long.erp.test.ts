import { expect, it } from "vitest";
import { describeTryton } from "#tests/setup/tryton.ts";
import { killAtEachStep } from "./story.ts";
import { FEWEST_STEPS, INTO_TRYTON, prepare } from "./tryton.ts";

describeTryton("a worker that is killed on the way into Tryton", () => {
  prepare();

  it("at each persisted step: exactly one sale and one party in Tryton", async () => {
    const steps = await killAtEachStep(INTO_TRYTON);
    console.info(`crash on the way into Tryton: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  }, 600_000);
});
