import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pool } from "#app/db/client.server.ts";
import { nightly } from "./cron.server.ts";
import type { RunningWorker } from "./loop.server.ts";
import { startLoop } from "./loop.server.ts";

const NIGHTLY = "nightlyOfTest";
/** Twelve hours away, so that no test meets it by the clock of the machine. */
const item = nightly(NIGHTLY, (new Date().getUTCHours() + 12) % 24);

let runs = 0;
let loops: RunningWorker[] = [];

async function start(processes = 1): Promise<void> {
  loops = await Promise.all(
    Array.from({ length: processes }, () =>
      startLoop({ [NIGHTLY]: async () => void (runs += 1) }, { concurrency: 2, cron: [item] }),
    ),
  );
}

async function stop(): Promise<void> {
  await Promise.all(loops.map((loop) => loop.stop()));
  loops = [];
}

/** The runs there were, once those expected have come and time enough for one too many has passed. */
async function runsAfter(expected: number): Promise<number> {
  await expect.poll(() => runs).toBeGreaterThanOrEqual(expected);
  await wait(700);
  return runs;
}

const lastNight = async (age: string): Promise<void> => {
  await pool.query(
    `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     VALUES ($1, now() - interval '30 days', now() - $2::interval)
     ON CONFLICT (identifier) DO UPDATE SET last_execution = excluded.last_execution`,
    [NIGHTLY, age],
  );
};

beforeEach(() => {
  runs = 0;
});
afterEach(stop);

it("the first start of all makes up for nothing", async () => {
  await start();
  expect(await runsAfter(0)).toBe(0);
});

it("nights that passed while no worker ran are made up for once, by one of all processes", async () => {
  await lastNight("3 days");
  await start(3);
  expect(await runsAfter(1)).toBe(1);
  await stop();
  await start(2);
  expect(await runsAfter(1)).toBe(1);
});

it("a night that was worked is not worked again by a later start", async () => {
  await lastNight("11 hours");
  await start();
  expect(await runsAfter(0)).toBe(0);
});

it("a time in the future, left by a clock that was wrong, does not stop the nights", async () => {
  await lastNight("-40 days");
  await start();
  expect(await runsAfter(0)).toBe(0);
  const {
    rows: [row],
  } = await pool.query<{ ahead: boolean }>(
    "SELECT last_execution > now() AS ahead FROM graphile_worker._private_known_crontabs WHERE identifier = $1",
    [NIGHTLY],
  );
  expect(row).toEqual({ ahead: false });
});

it("a minute in the future does not either, and jobs put off by that clock are due", async () => {
  await lastNight("-30 minutes");
  await pool.query(
    `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     VALUES ('everyMinute', now(), now() + interval '26 hours')
     ON CONFLICT (identifier) DO UPDATE SET last_execution = excluded.last_execution`,
  );
  await pool.query("SELECT graphile_worker.add_job($1, run_at := now() + interval '26 hours')", [
    NIGHTLY,
  ]);
  await pool.query(
    "UPDATE graphile_worker._private_jobs SET updated_at = now() + interval '26 hours'",
  );
  await start();
  expect(await runsAfter(1)).toBe(1);
  const { rows } = await pool.query(
    "SELECT identifier FROM graphile_worker._private_known_crontabs WHERE last_execution > now()",
  );
  expect(rows).toEqual([]);
});
