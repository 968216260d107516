import { expect, it } from "vitest";
import { db } from "./client.server.ts";
import { addJob } from "./jobs.server.ts";

it("a job exists exactly when its transaction committed", async () => {
  await expect(
    db.$transaction(async (tx) => {
      await addJob(tx, "noop", { n: 1 });
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  await db.$transaction((tx) => addJob(tx, "noop", { n: 2 }, { key: "one", queue: "q" }));
  await db.$transaction((tx) => addJob(tx, "noop", { n: 3 }, { key: "one", queue: "q" }));
  const jobs = await db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs`;
  expect(jobs).toEqual([{ key: "one" }]);
});
