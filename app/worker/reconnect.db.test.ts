import { once } from "node:events";
import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { ADVISORY_LOCKS } from "#app/db/advisory-locks.server.ts";
import { db, pool } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { RUN_TASKS } from "#app/tasks/jobs.ts";
import { type RunningWorker, startLoop } from "./loop.server.ts";

let loop: RunningWorker | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await loop?.stop();
  // What a worker still held would keep the process from ending.
  await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
});

const cutOthers = (): Promise<unknown> =>
  pool
    .query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);
const add = (queue: string): Promise<boolean> =>
  addJob(db, RUN_TASKS, { shop: "s", queue }).then(
    () => true,
    () => false,
  );
const added = (queue: string): Promise<void> => expect.poll(() => add(queue)).toBe(true);

it("the worker goes on after every connection to the database was cut", async () => {
  let runs = 0;
  loop = await startLoop({ [RUN_TASKS.name]: async () => void (runs += 1) }, { concurrency: 2 });
  await added("before");
  await expect.poll(() => runs).toBe(1);
  for (let time = 0; time < 2; time += 1) {
    await cutOthers();
    await added(`after ${time}`);
    await expect.poll(() => runs).toBe(2 + time);
  }
});

it.each(["before", "right after"])(
  "a worker whose connection is lost %s it names itself as alive is not left running",
  async (when) => {
    let runs = 0;
    loop = await startLoop({ [RUN_TASKS.name]: async () => void (runs += 1) }, { concurrency: 2 });
    const { query } = pg.Client.prototype as unknown as {
      query: (this: pg.Client, ...of: unknown[]) => unknown;
    };
    let cuts = 0;
    const spy = vi.spyOn(pg.Client.prototype, "query");
    spy.mockImplementation(function (this: pg.Client, ...of: unknown[]) {
      const { stream } = (this as unknown as { connection: pg.Connection }).connection;
      const [, values] = of as [string, unknown[]?];
      if (cuts > 0 || values?.[0] !== ADVISORY_LOCKS.workerPools) return query.apply(this, of);
      cuts += 1;
      if (when === "before") stream.destroy();
      const answer = query.apply(this, of) as Promise<unknown>;
      if (when === "before") return answer;
      return answer.finally(() => once(stream.destroy(), "close"));
    });
    await cutOthers();
    await expect.poll(() => cuts).toBe(1);
    await added("after");
    await expect.poll(() => runs).toBe(1);
    await expect
      .poll(async () => {
        const { rows } = await pool.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_locks JOIN pg_database d ON d.oid = database
           WHERE datname = current_database() AND locktype = 'advisory' AND granted`,
        );
        return rows;
      })
      .toEqual([{ count: 1 }]);
  },
);
