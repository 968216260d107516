import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/own-attribute.ts";
import { startSync } from "#app/domain/orders/sync-run.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { EVERY_MINUTE, jobs } from "#app/worker/catalog.server.ts";
import { drain, freeDeadWorkers } from "#tests/setup/jobs.ts";
import { startPostgresProxy } from "#tests/setup/postgres-proxy.ts";
import { forgetKept, keepDatabase, ownDatabaseUrl, type Process, restoreDatabase, startWorkerProcess, through } from "./real-process.ts";
import { changeSettings, openShop, ordersOf } from "./shop-at-work.ts";

/**
 * One order's whole way (announce, import, customer, document, release, attribute), done by the built worker, which is killed with SIGKILL
 * right after its Nth durable change, before it hears of it: N = 1, 2, 3 … until a run ends without a kill. Then others go on, and there
 * must be one of everything.
 */
const SHOP = "crash-goods.myshopify.com";
const FEWEST_STEPS = 15;

interface Placed { id: string; name: string }
let restoreClock: (() => void) | undefined;
let running: Process | undefined;

beforeAll(async () => {
  simulator.shops.add(SHOP, "empty");
  await openShop(SHOP);
  const template = await db.ledgerReference.findFirstOrThrow({ where: { shop: SHOP, kind: "customerTemplate" } });
  await changeSettings(SHOP, { autoCreateOrders: true, autoRelease: true, documentNumberAttribute: true, autoCreateCustomers: true, customerTemplate: template.code });
  await drain();
  await releaseHolder();
  await keepDatabase();
}, 60_000);

afterEach(async () => {
  restoreClock?.();
  running?.kill();
  await running?.exited;
});
afterAll(() => forgetKept());

/** A shop as it was before, with one new order. */
async function freshOrder(): Promise<Placed> {
  await releaseHolder();
  await restoreDatabase();
  for (const { id, closedAt } of ordersOf(SHOP)) if (closedAt === null) simulator.act(SHOP, "archiveOrder", { order: id });
  return simulator.act(SHOP, "placeOrder", { kind: "few-lines" }) as Placed;
}

async function isFinished(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ finished: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND kind = 'writeDocumentAttribute' AND state = 'done') AND NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND state <> 'done')
      AND NOT EXISTS (SELECT 1 FROM "SyncRun" WHERE shop = ${SHOP} AND state = 'running') AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS finished`;
  return row?.finished === true;
}

async function untilFinished(stop: () => boolean): Promise<boolean> {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    if (stop()) return false;
    if (await isFinished()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the worker does not finish: ${JSON.stringify(await db.task.findMany({ where: { shop: SHOP }, select: { kind: true, state: true, lastAnswer: true } }))}`);
}

/** What the other workers do: dead ones' locks are freed, then everything that is due, with waiting times passing quickly. */
async function recover(): Promise<void> {
  const began = Date.now();
  restoreClock = setClock({ now: () => new Date(began + 300_000 + (Date.now() - began) * 60) });
  await freeDeadWorkers();
  await drain({ future: true });
  await jobs[EVERY_MINUTE]?.({});
  await drain({ future: true });
  await releaseHolder();
  restoreClock();
}

/** Says what there is of the order; must be one of each. */
async function standing({ id }: Placed): Promise<Record<string, unknown>> {
  const where = { shop: SHOP };
  const order = await db.order.findUnique({ where: { shop_orderId: { shop: SHOP, orderId: id } } });
  const ledger = await db.ledgerDocument.findMany({ where, include: { lines: true } });
  const documents = await db.salesDocument.findMany({ where });
  const attributes = ordersOf(SHOP).find((each) => each.id === id)?.customAttributes.filter(({ key }) => key === DOCUMENT_ATTRIBUTE) ?? [];
  const number = ledger[0]?.number;
  return {
    ledger: ledger.map(({ state, gross, lines }) => [state, gross.toFixed(2), lines.length]),
    customers: await db.ledgerCustomer.count({ where: { ...where, email: { not: "" }, externalKey: { not: null } } }),
    documents: documents.map(({ state, plan, number: own, erpStatus }) => [state, own === number, (plan as { proof: { proved: boolean } }).proof.proved, erpStatus]),
    order: order && [order.documentState, order.documentNumber === number, order.processedVersionId === order.currentVersionId, order.conflict],
    versions: await db.orderVersion.count({ where }), waiting: await db.orderToImport.count({ where }),
    tasks: (await db.task.findMany({ where, orderBy: { kind: "asc" } })).map(({ kind, state }) => `${kind} ${state}`),
    problems: (await db.problem.findMany({ where: { ...where, clearedAt: null } })).map(({ kind }) => kind),
    runs: (await db.syncRun.findMany({ where })).map(({ state, total, done, failed }) => [state, total, done, failed]),
    written: simulator.log.effects.filter(({ shop, mutation, input }) => shop === SHOP && mutation === "orderUpdate" && JSON.stringify(input).includes(id)).length,
    attribute: attributes.map(({ value }) => value === number),
  };
}

const WHOLE = {
  ledger: [["released", expect.any(String), expect.any(Number)]], customers: 1, documents: [["created", true, true, "released"]], order: ["created", true, true, false], versions: 1, waiting: 0,
  tasks: ["createCustomer done", "createDocument done", "releaseDocument done", "writeDocumentAttribute done"], problems: [], runs: [["done", 1, 1, 0]], written: 1, attribute: [true],
};

/** Lets a worker do the order's whole way; `dies` is given its killer. Answers whether it was killed. */
async function walk(order: Placed, databaseUrl: string, arm: (kill: () => void) => void): Promise<boolean> {
  running = await startWorkerProcess(databaseUrl);
  let killed = false;
  const worker = running;
  arm(() => {
    if (killed) return;
    killed = true;
    worker.kill();
  });
  await startSync(SHOP, { trigger: "click", by: "merchant" });
  const finished = await untilFinished(() => killed);
  if (finished) worker.kill();
  await worker.exited;
  return !finished || killed;
}

it("killed at each persisted step, one order still makes exactly one of everything", async () => {
  const database = new URL(ownDatabaseUrl());
  const wrong: unknown[] = [];
  let steps = 0;
  for (let step = 1; ; step += 1) {
    const order = await freshOrder();
    let at = Infinity;
    let kill = (): void => undefined;
    const proxy = await startPostgresProxy({ host: database.hostname, port: Number(database.port) }, (count) => { if (count >= at) kill(); });
    const killed = await walk(order, through(proxy.port), (killer) => {
      kill = killer;
      at = proxy.commits() + step;
    });
    await proxy.close();
    if (killed) await recover();
    const stands = await standing(order);
    try {
      expect(stands).toEqual(WHOLE);
    } catch {
      wrong.push({ step, stands });
    }
    if (!killed) break;
    steps = step;
    if (wrong.length > 3) break;
  }
  console.info(`crash: ${steps} persisted steps`);
  expect(wrong).toEqual([]);
  expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  expect(simulator.log.defects).toEqual([]);
}, 400_000);

it("killed after Shopify took the attribute but before its answer arrived, it is looked up and not written again", async () => {
  const order = await freshOrder();
  const { log } = simulator;
  const effect = log.effect.bind(log);
  const killed = await walk(order, ownDatabaseUrl(), (kill) => {
    log.effect = (entry) => {
      effect(entry);
      if (entry.mutation === "orderUpdate") kill();
    };
  });
  log.effect = effect;
  expect(killed).toBe(true);
  const write = await db.task.findFirstOrThrow({ where: { shop: SHOP, kind: "writeDocumentAttribute" } });
  expect(write.state).toBe("sending");
  await recover();
  expect(await standing(order)).toEqual(WHOLE);
  expect(await db.taskAttempt.count({ where: { shop: SHOP, taskId: write.id, outcome: "lookedUp" } })).toBe(1);
  expect(simulator.log.defects).toEqual([]);
}, 60_000);
