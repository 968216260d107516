import { setTimeout as wait } from "node:timers/promises";
import { limitOverProcesses } from "#app/erp/call-limit/over-processes.server.ts";
import { closePlaces } from "#app/erp/call-limit/places.server.ts";
import { closeDatabase } from "#app/db/client.server.ts";
import type { Limits } from "#app/erp/call-limit/limit.ts";

/** One of several processes that call as much as they are let, for so long. Tells when each of its calls left. */
export interface CallLimitInput {
  limits: Limits;
  answerMs: number;
  forMs: number;
}

const { limits, answerMs, forMs } = JSON.parse(process.argv[2] ?? "{}") as CallLimitInput;
const limit = limitOverProcesses(limits);
const times: number[] = [];
let [active, most] = [0, 0];
const until = Date.now() + forMs;
await Promise.all(
  Array.from({ length: 3 * limits.atOnce }, async () => {
    while (Date.now() < until)
      await limit("bench", async () => {
        if (Date.now() >= until) return;
        times.push(Date.now());
        active += 1;
        most = Math.max(most, active);
        await wait(answerMs);
        active -= 1;
      });
  }),
);
await closePlaces();
await closeDatabase();
process.send?.({ times, most });
