import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { limitOverProcesses } from "./over-processes.server.ts";
import { closePlaces } from "./places.server.ts";

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it("calls of one caller are kept to so many at once, and counted for all processes", async () => {
  const limit = limitOverProcesses({ atOnce: 3, inWindow: 1_000, windowMs: 60_000 });
  // As another process would: with turns of its own, on the same places.
  const other = limitOverProcesses({ atOnce: 3, inWindow: 1_000, windowMs: 60_000 });
  let [active, most] = [0, 0];
  const work = async (): Promise<void> => {
    active += 1;
    most = Math.max(most, active);
    await wait(5);
    active -= 1;
  };
  await Promise.all(Array.from({ length: 40 }, () => limit("a", work)));
  expect(most).toBe(3);
  const [{ taken } = { taken: 0 }] = await db.$queryRaw<{ taken: number }[]>`
    SELECT SUM(taken)::int AS taken FROM "ErpCallCount" WHERE caller = 'a'`;
  expect(taken).toBeGreaterThanOrEqual(40);
  expect(taken).toBeLessThan(60);
  await other("b", work);
  expect(await db.erpCallCount.count({ where: { caller: "b" } })).toBe(1);
});

it("calls beyond the window wait for the next one, and none is lost", async () => {
  const limit = limitOverProcesses({ atOnce: 5, inWindow: 20, windowMs: 1_000 });
  const began = performance.now();
  let [early, all] = [0, 0];
  await Promise.all(
    Array.from({ length: 30 }, () =>
      limit("window", async () => {
        all += 1;
        if (performance.now() - began < 900) early += 1;
        await wait(1);
      }),
    ),
  );
  expect([all, early <= 20]).toEqual([30, true]);
}, 60_000);

it("a connection that is lost frees its places, and calls go on", async () => {
  const limit = limitOverProcesses({ atOnce: 1, inWindow: 1_000, windowMs: 60_000 });
  await limit("lost", () => Promise.resolve());
  await db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE '%advisory_unlock%' AND pid <> pg_backend_pid()`;
  await wait(50);
  expect(await limit("lost", () => Promise.resolve("yes"))).toBe("yes");
  await closePlaces();
  expect(await limit("lost", () => Promise.resolve("again"))).toBe("again");
  await closePlaces();
});

it("a process that has nothing else to do waits for a place, and for the end of its places", async () => {
  const script = `
    const { limitOverProcesses } = await import("#app/erp/call-limit/over-processes.server.ts");
    const { closePlaces } = await import("#app/erp/call-limit/places.server.ts");
    const limit = limitOverProcesses({ atOnce: 1, inWindow: 100, windowMs: 60000 });
    for (let call = 0; call < 3; call += 1) await limit("alone", () => Promise.resolve());
    const { closeDatabase } = await import("#app/db/client.server.ts");
    await closeDatabase();
    await closePlaces();
    process.stdout.write("done");
    process.exit();`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", script],
    { env: process.env },
  );
  expect(stdout).toContain("done");
}, 120_000);
