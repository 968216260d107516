import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { db, pool } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { RUN_TASKS } from "#app/tasks/jobs.ts";
import { ageWaitingJobs, prepareFairness } from "./fairness.server.ts";
import { type RunningWorker, startLoop } from "./loop.server.ts";

const BUSY = "busy.myshopify.com";
const QUIET = "quiet.myshopify.com";

let loop: RunningWorker | undefined;
afterEach(async () => {
  await loop?.stop();
  await pool.query("DELETE FROM graphile_worker._private_jobs");
});

const add = (shop: string, queue: string): Promise<void> =>
  addJob(db, RUN_TASKS, { shop, queue: `${shop}/${queue}` });

/** Starts a worker whose jobs take as long as this; the list grows by the shop of each that begins. */
async function start(work: () => Promise<unknown>, concurrency: number): Promise<string[]> {
  const begun: string[] = [];
  loop = await startLoop(
    {
      [RUN_TASKS.name]: async (payload) => {
        begun.push((payload as { shop: string }).shop);
        await work();
      },
    },
    { concurrency },
  );
  return begun;
}

it("a shop whose job comes after three hundred of another's is served among the first", async () => {
  await prepareFairness();
  for (let index = 0; index < 300; index += 1) await add(BUSY, String(index));
  for (let index = 0; index < 5; index += 1) await add(QUIET, String(index));
  const begun = await start(() => wait(1), 2);
  await expect.poll(() => begun.length).toBeGreaterThanOrEqual(40);
  expect(begun.slice(0, 20).filter((shop) => shop === QUIET)).toHaveLength(5);
});

it("a busy shop leaves a slot free: long jobs of one do not hold all", async () => {
  await prepareFairness();
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  await add(BUSY, "one");
  const begun = await start(() => ended, 3);
  await expect.poll(() => begun).toEqual([BUSY]);
  await add(BUSY, "two");
  await expect.poll(() => begun).toEqual([BUSY, BUSY]);
  for (let index = 0; index < 4; index += 1) await add(BUSY, String(index));
  await wait(1_000); // time enough for one too many
  expect(begun).toEqual([BUSY, BUSY]);
  await add(QUIET, "one");
  await expect.poll(() => begun).toEqual([BUSY, BUSY, QUIET]);
  end();
});

it("a shop whose work goes on step by step does not stand behind a flood again at each step", async () => {
  await prepareFairness();
  const FLOOD = 800;
  await db.$transaction(
    async (tx) => {
      for (let index = 0; index < FLOOD; index += 1)
        await addJob(tx, RUN_TASKS, { shop: BUSY, queue: `${BUSY}/${String(index)}` });
    },
    { timeout: 240_000 },
  );
  // A sync is such work: it lists, asks for an import, and each turn asks for the next.
  const STEPS = 12;
  let [floodBegun, step] = [0, 0];
  const before = new Promise<number>((resolve) => {
    void startLoop(
      {
        [RUN_TASKS.name]: async (payload) => {
          if ((payload as { shop: string }).shop === BUSY) floodBegun += 1;
          else if (++step === STEPS) resolve(floodBegun);
          else await add(QUIET, String(step));
        },
      },
      { concurrency: 2 },
    ).then(async (started) => {
      loop = started;
      await add(QUIET, "0");
    });
  });
  // Behind the flood at each step, the last step would come after all of it.
  expect(await before).toBeLessThan(FLOOD / 4);
}, 300_000);

it("what waits comes nearer with time, so that nobody waits for ever", async () => {
  await prepareFairness();
  for (let index = 0; index < 100; index += 1) await add(BUSY, String(index));
  const last = async (): Promise<number> =>
    (
      await pool.query<{ last: number }>(
        "SELECT max(priority)::int AS last FROM graphile_worker._private_jobs",
      )
    ).rows[0]?.last ?? 0;
  expect(await last()).toBe(99);
  await add(BUSY, "3"); // asked for again: it does not lose its place to itself
  expect(await last()).toBeLessThanOrEqual(100);
  await ageWaitingJobs();
  expect(await last()).toBeLessThanOrEqual(40);
});
