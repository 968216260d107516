import { expect, it } from "vitest";
import { describeTryton } from "#tests/setup/tryton.ts";
import { killAtChosenSteps, killAtEachCall } from "./story.ts";
import { INTO_TRYTON, prepare, watchCalls } from "./tryton.ts";

/** The party, the sale, its quotation, its confirmation. */
const FEWEST_WRITES = 4;
const WRITES = /^model\..*\.(create|write|delete|quote|confirm|process)$/;

describeTryton("a worker that is killed on the way into Tryton", () => {
  prepare();

  it("at chosen steps: exactly one sale and one party in Tryton", async () => {
    const moments = await killAtChosenSteps(INTO_TRYTON);
    console.info(`crash on the way into Tryton: killed at ${JSON.stringify(moments)}`);
  }, 300_000);

  it("while Tryton acts on each writing call, whose answer nobody hears: exactly one sale and one party in Tryton", async () => {
    const writes = await killAtEachCall(INTO_TRYTON, (onCall) =>
      watchCalls((rpc) => {
        if (WRITES.test(rpc)) onCall();
      }),
    );
    console.info(`crash on the way into Tryton: ${writes} writing calls`);
    expect(writes).toBeGreaterThanOrEqual(FEWEST_WRITES);
  }, 300_000);
});
