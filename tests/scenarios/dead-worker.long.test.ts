import { simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, expect, it } from "vitest";
import { ADVISORY_LOCKS } from "#app/db/advisory-locks.server.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { HANDLE_WEBHOOK } from "#app/shopify/jobs.ts";
import { ownDatabaseUrl, type Process, startWorkerProcess } from "./real-process.ts";
import { openShop } from "./shop-at-work.ts";

/** Two workers share a queue. One is killed while it holds a job of it; the other must soon go on with that queue. */
const SHOP = "dead-worker.myshopify.com";
const QUEUE = "story";
const SOON_MS = 30_000;
const NAMES = ["worker-a", "worker-b"];
const workers = new Map<string, Process>();

beforeAll(async () => {
  simulator.shops.add(SHOP, "empty");
  await openShop(SHOP);
});
afterEach(async () => {
  for (const worker of workers.values()) worker.kill();
  await Promise.all([...workers.values()].map(({ exited }) => exited));
});

const jobsOf = () => db.$queryRaw<{ key: string; lockedBy: string | null }[]>`
  SELECT j.key, j.locked_by AS "lockedBy" FROM graphile_worker._private_jobs j JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id WHERE q.queue_name = ${QUEUE} ORDER BY j.id`;
const holderOfFirst = async (): Promise<string | null> =>
  (await jobsOf()).find(({ key }) => key === "first")?.lockedBy ?? null;

/** The name of the process that holds the liveness lock of a pool of workers. */
async function nameOf(poolId: string): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ name: string }[]>`
    SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND l.classid = ${ADVISORY_LOCKS.workerPools} AND l.objid::bigint = (hashtext(${poolId})::bigint & 4294967295)`;
  return row?.name;
}

it("the next job of a killed worker's queue starts within thirty seconds", async () => {
  const [first] = (
    simulator.act(SHOP, "placeOrder", { kind: "one-line", count: 2 }) as {
      orders: { id: string }[];
    }
  ).orders;
  // The held job waits for an answer of Shopify that takes longer than the test.
  simulator.faults.arm({ kind: "slow", ms: 120_000, count: 100, shop: SHOP });
  await db.webhookDelivery.createMany({
    data: ["first", "second"].map((webhookId) => ({
      shop: SHOP,
      webhookId,
      topic: "orders/create",
      resourceId: first?.id ?? "",
      payload: {},
      receivedAt: new Date(),
    })),
  });
  for (const name of NAMES)
    workers.set(name, await startWorkerProcess(`${ownDatabaseUrl()}?application_name=${name}`));
  for (const webhookId of ["first", "second"])
    await addJob(db, HANDLE_WEBHOOK, { shop: SHOP, webhookId }, { queue: QUEUE, key: webhookId });
  await expect.poll(holderOfFirst).not.toBeNull();
  const dead = (await holderOfFirst()) ?? "";
  const worker = workers.get((await nameOf(dead)) ?? "");
  expect(worker, "the holder is one of the two").toBeDefined();
  worker?.kill();
  await worker?.exited;
  const killedAt = Date.now();
  expect(await jobsOf()).toEqual([
    { key: "first", lockedBy: dead },
    { key: "second", lockedBy: null },
  ]);
  simulator.faults.clear();
  await expect
    .poll(async () => (await holderOfFirst()) !== dead, { timeout: SOON_MS, interval: 100 })
    .toBe(true);
  console.info(
    `dead worker: its queue went on after ${((Date.now() - killedAt) / 1000).toFixed(1)} s`,
  );
  await expect
    .poll(() => db.webhookDelivery.count({ where: { shop: SHOP, state: "done" } }))
    .toBe(2);
  await expect.poll(jobsOf).toEqual([]);
  expect(simulator.log.defects).toEqual([]);
});
