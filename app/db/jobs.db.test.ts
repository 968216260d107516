import { expect, it } from "vitest";
import { z } from "zod";
import { db } from "./client.server.ts";
import { defineJob } from "./job.ts";
import { addJob } from "./jobs.server.ts";

const NOOP = defineJob({
  name: "noopOfTest",
  payload: z.object({ n: z.number() }),
  key: ({ n }) => `noop:${n % 2}`,
  queue: () => "q",
});

it("a job exists exactly when its transaction committed", async () => {
  await expect(
    db.$transaction(async (tx) => {
      await addJob(tx, NOOP, { n: 1 });
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  await db.$transaction((tx) => addJob(tx, NOOP, { n: 2 }));
  await db.$transaction((tx) => addJob(tx, NOOP, { n: 4 }));
  const jobs = await db.$queryRaw<{ key: string; queue: string }[]>`
    SELECT key, queue_name AS queue FROM graphile_worker.jobs`;
  expect(jobs).toEqual([{ key: "noop:0", queue: "q" }]);
});

it("a job that nobody declared is not added", async () => {
  await expect(addJob(db, { name: "unknown", payload: z.object({}) }, {})).rejects.toThrow(
    'no job "unknown" is declared',
  );
  expect(() => defineJob({ name: NOOP.name, payload: z.object({}) })).toThrow("two jobs");
});
