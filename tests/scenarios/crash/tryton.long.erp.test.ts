import { expect, it } from "vitest";
import { describeTryton } from "#tests/setup/tryton.ts";
import { killAtEachCall, killAtEachStep } from "./story.ts";
import { FEWEST_STEPS, INTO_TRYTON, prepare, watchCalls } from "./tryton.ts";

/** The party, the sale, its quotation, its confirmation. */
const FEWEST_WRITES = 4;
const WRITES = /^model\..*\.(create|write|delete|quote|confirm|process)$/;

describeTryton("a worker that is killed on the way into Tryton", () => {
  prepare();

  it("at each persisted step: exactly one sale and one party in Tryton", async () => {
    const steps = await killAtEachStep(INTO_TRYTON);
    console.info(`crash on the way into Tryton: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  }, 1_200_000);

  it("while Tryton acts on each writing call, whose answer nobody hears: exactly one sale and one party in Tryton", async () => {
    const writes = await killAtEachCall(INTO_TRYTON, (onCall) =>
      watchCalls((rpc) => {
        if (WRITES.test(rpc)) onCall();
      }),
    );
    console.info(`crash on the way into Tryton: ${writes} writing calls`);
    expect(writes).toBeGreaterThanOrEqual(FEWEST_WRITES);
  }, 1_200_000);
});
