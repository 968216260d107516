import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import {
  pauseConnection,
  resumeConnection,
} from "#app/domain/erp-connections/pause-connection.server.ts";
import { runDueSchedules } from "#app/domain/schedules/run-due.server.ts";
import { listSchedules, saveSchedule } from "#app/domain/schedules/schedules.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { postInvoice } from "#app/erp/ledger/posting/invoice.server.ts";
import { postShipment } from "#app/erp/ledger/posting/shipment.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import {
  changeSettings,
  deliver,
  leaveOrdersOpen,
  openShop,
  ordersOf,
  sync,
} from "#tests/scenarios/shop-at-work.ts";
import { feedHandlers } from "./handlers.server.ts";
import { readLastDayAgain } from "./night.server.ts";
import { pullFailed } from "./pull-failed.server.ts";
import { afterPosting, pullFeeds, startPull } from "./pull-feeds.server.ts";
import { readPage } from "./read-page.server.ts";
import { wakeSilentPulls } from "./runs.server.ts";
import { cancelRun, pauseRun } from "#app/domain/runs/control.server.ts";
import { resumeRun } from "#app/domain/schedules/resume-run.server.ts";

const SHOP = "feeds-goods.myshopify.com";
let connectionId: ConnectionId;
const rows = () =>
  db.postedShipment.findMany({
    where: { shop: SHOP },
    orderBy: [{ postedAt: "asc" }, { id: "asc" }],
  });
const run = (id: string) =>
  db.syncRun.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } });
const problems = () =>
  db.problem.findMany({
    where: { shop: SHOP, clearedAt: null, subject: { startsWith: "connection:" } },
  });
const effects = (mutation: string) =>
  simulator.log.effects.filter((effect) => effect.mutation === mutation && effect.shop === SHOP)
    .length;
const jobsOf = (runId: string) =>
  db.$queryRaw<
    { run_at: Date }[]
  >`SELECT run_at FROM graphile_worker.jobs WHERE key = ${`pullFeeds:${connectionId}:${runId}`}`;

interface Posted {
  id: string;
  name: string;
  document: { kind: "salesOrder"; id: string };
}

/** An order whose document the ERP has released. */
async function sold(
  payments: Record<string, unknown>[] = [{ kind: "AUTHORIZATION" }],
): Promise<Posted> {
  const placed = simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: "a@example.com",
      lines: [{ variant: "MUG-BLUE", quantity: 2 }],
      shipping: [{ title: "Standard", price: "5.00" }],
      payments,
    },
  }) as { id: OrderId; name: string };
  await sync(SHOP);
  await createDocuments(SHOP, [placed.id], "ann");
  await drain();
  const document = await db.salesDocument.findFirstOrThrow({
    where: { shop: SHOP, orderId: placed.id },
  });
  return { ...placed, document: { kind: "salesOrder", id: document.erpId ?? "" } };
}
const ship = (order: Posted) =>
  postShipment(
    { shop: SHOP, connectionId },
    { order: order.document, trackingNumbers: ["T1"], by: "ann" },
  );

beforeAll(async () => {
  simulator.shops.add(SHOP, "empty");
  leaveOrdersOpen(SHOP);
  await openShop(SHOP);
  await changeSettings(SHOP, { autoRelease: true });
  connectionId = (await db.erpConnection.findFirstOrThrow({ where: { shop: SHOP } })).id;
});
beforeEach(async () => {
  simulator.log.clear();
  await drain();
});
afterAll(() => releaseHolder());

it("news is pulled and sent on at once, once, however often and by however many it is pulled", async () => {
  const order = await sold();
  await ship(order);
  await afterPosting(SHOP, connectionId);
  await Promise.all([
    pullFeeds({ shop: SHOP, connectionId }),
    pullFeeds({ shop: SHOP, connectionId }),
    pullFeeds({ shop: SHOP, connectionId }),
  ]);
  await drain();
  await afterPosting(SHOP, connectionId);
  await drain();
  expect(await rows()).toMatchObject([{ orderId: order.id, state: "sent" }]);
  expect(effects("fulfillmentCreate")).toBe(1);
  expect(await db.task.count({ where: { shop: SHOP, kind: "createFulfillment" } })).toBe(1);
});

it("what was ours comes back as an echo: no version, no task, and the order is closed", async () => {
  const order = await sold();
  await ship(order);
  await postInvoice({ shop: SHOP, connectionId }, order.document, "whole", "ann");
  await afterPosting(SHOP, connectionId);
  await drain({ future: true });
  const echo = async () => {
    const updatedAt = ordersOf(SHOP).find(({ id }) => id === order.id)?.updatedAt;
    for (const topic of ["orders/updated", "orders/create"])
      await deliver(SHOP, topic, {
        id: Number(order.id.split("/").at(-1)),
        admin_graphql_api_id: order.id,
        updated_at: updatedAt,
      });
    await drain({ future: true });
  };
  await echo();
  expect([effects("fulfillmentCreate"), effects("orderCapture"), effects("orderClose")]).toEqual([
    1, 1, 1,
  ]);
  expect(
    await db.order.findUnique({ where: { shop_orderId: { shop: SHOP, orderId: order.id } } }),
  ).toMatchObject({
    financialStatus: "PAID",
    fulfillmentStatus: "FULFILLED",
    closed: true,
    conflict: false,
  });
  const tasks = await db.task.count({ where: { shop: SHOP } });
  await echo();
  expect(await db.orderVersion.count({ where: { shop: SHOP, orderId: order.id } })).toBe(1);
  expect(await db.task.count({ where: { shop: SHOP } })).toBe(tasks);
  expect([effects("fulfillmentCreate"), effects("orderCapture"), effects("orderClose")]).toEqual([
    1, 1, 1,
  ]);
});

it("a run with a filter reads the whole feed and sends on what matches; one without sends all", async () => {
  await db.schedule.updateMany({
    where: { shop: SHOP, kind: { in: ["shipments", "invoices"] } },
    data: { enabled: false },
  });
  const [one, two] = [await sold(), await sold()];
  await ship(one);
  await ship(two);
  const state = async (order: Posted) =>
    (await rows()).find(({ orderId }) => orderId === order.id)?.state;
  await afterPosting(SHOP, connectionId); // the schedule is off: kept, and not sent
  await drain();
  expect([await state(one), await state(two)]).toEqual(["new", "new"]);
  const request = {
    kind: "shipments" as const,
    filter: { orders: [two.name] },
    trigger: "click" as const,
    by: "ann",
  };
  const [a, b] = await Promise.all([startPull(SHOP, request), startPull(SHOP, request)]);
  expect(a).toEqual(b);
  await drain();
  expect([await state(one), await state(two)]).toEqual(["new", "sent"]);
  expect(await run(a.runId)).toMatchObject({ state: "done", done: 1, failed: 0, problem: null });
  const all = await startPull(SHOP, { kind: "shipments", trigger: "click", by: "ann" });
  await drain();
  expect(await state(one)).toBe("sent");
  expect(await run(all.runId)).toMatchObject({ state: "done", done: 1 });
  await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: true } });
});

it("an event that cannot be stored is a problem of its own; the others and the cursor go on, and it is found again at night", async () => {
  const [bad, good] = [await sold(), await sold()];
  const { number } = await ship(bad);
  await ship(good);
  const open = await openPort(SHOP, connectionId);
  if (!open) throw new Error("no connection");
  const { shipments } = feedHandlers;
  const choking: typeof shipments = {
    ...shipments,
    store: (tx, shop, id, events) =>
      events.some(({ ref }) => ref.number === number)
        ? Promise.reject(new Error("choked"))
        : shipments.store(tx, shop, id, events),
  };
  const page = await readPage(open, {
    feed: "shipments",
    handler: choking,
    send: true,
    by: "test",
    traceId: "t",
  });
  expect(page).toMatchObject({ failed: 1, sent: 1, more: false });
  expect(
    await db.problem.findMany({
      where: { shop: SHOP, kind: "posted-unreadable", clearedAt: null },
    }),
  ).toMatchObject([{ detail: { params: { number } } }]);
  await readLastDayAgain();
  await drain();
  expect((await rows()).filter(({ orderId }) => orderId === bad.id)).toMatchObject([
    { state: "sent" },
  ]);
  expect(
    await db.problem.count({ where: { shop: SHOP, kind: "posted-unreadable", clearedAt: null } }),
  ).toBe(0);
  await readLastDayAgain();
  await drain();
  expect(effects("fulfillmentCreate")).toBe(2);
});

it("an ERP that is down is asked again later and says so on its connection, until it answers", async () => {
  const { runId } = await startPull(SHOP, { kind: "invoices", trigger: "click", by: "ann" });
  const job = { shop: SHOP, connectionId, runId };
  await pullFailed(
    { ...job, tries: 5 },
    new ErpError({ class: "unavailable", message: "The ERP does not answer." }),
    "t",
  );
  expect(await problems()).toMatchObject([{ kind: "erp-unavailable" }]);
  expect(await run(runId)).toMatchObject({
    state: "running",
    problem: { kind: "erp-unavailable" },
  });
  const [waiting] = await jobsOf(runId);
  expect((waiting?.run_at.getTime() ?? 0) - Date.now()).toBeGreaterThan(120_000);
  await drain({ future: true });
  expect(await problems()).toEqual([]);
  expect(await run(runId)).toMatchObject({ state: "done", problem: null });

  await db.erpConnection.updateMany({
    where: { shop: SHOP, id: connectionId },
    data: { settings: { nonsense: true } },
  });
  const broken = await startPull(SHOP, { kind: "invoices", trigger: "click", by: "ann" });
  await drain();
  expect(await run(broken.runId)).toMatchObject({
    state: "failed",
    problem: { kind: "erp-setup" },
  });
  expect(await problems()).toMatchObject([{ kind: "erp-setup" }]);
  await db.erpConnection.updateMany({
    where: { shop: SHOP, id: connectionId },
    data: { settings: {} },
  });
  await afterPosting(SHOP, connectionId);
  await drain();
  expect(await problems()).toEqual([]);
});

it("a paused connection is not pulled; a run can rest, go on, be cancelled, and outlives its worker", async () => {
  await pauseConnection(SHOP, connectionId, "Stock-taking");
  const none = await startPull(SHOP, { kind: "shipments", trigger: "click", by: "ann" });
  expect(await run(none.runId)).toMatchObject({
    state: "failed",
    problem: { kind: "connection-paused" },
  });
  await resumeConnection(SHOP, connectionId);

  const { runId } = await startPull(SHOP, { kind: "shipments", trigger: "click", by: "ann" });
  expect(await pauseRun("other.myshopify.com", runId)).toBe(false);
  expect(await pauseRun(SHOP, runId)).toBe(true);
  await drain();
  expect(await run(runId)).toMatchObject({ state: "paused" });
  expect(await resumeRun(SHOP, runId)).toBe(true);
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`; // its worker died with it
  const restore = setClock({ now: () => new Date(Date.now() + 120_000) });
  await wakeSilentPulls();
  restore();
  await drain();
  expect(await run(runId)).toMatchObject({ state: "done" });
  const cancelled = await startPull(SHOP, { kind: "shipments", trigger: "click", by: "ann" });
  expect(await cancelRun(SHOP, cancelled.runId)).toBe(true);
  await drain();
  expect(await run(cancelled.runId)).toMatchObject({ state: "cancelled" });
});

it("every shop has its three schedules; they start what is due, and empty runs do not pile up", async () => {
  await db.schedule.deleteMany({ where: { shop: SHOP, kind: "invoices" } });
  await runDueSchedules();
  expect((await listSchedules(SHOP)).map(({ kind, everyMinutes }) => [kind, everyMinutes])).toEqual(
    [
      ["orders", 30],
      ["shipments", 5],
      ["invoices", 5],
    ],
  );
  const [, shipments] = await listSchedules(SHOP);
  const seen = { id: shipments?.id ?? "", revision: shipments?.revision ?? 0 };
  const form = { everyMinutes: 10, enabled: true, filter: { numbers: ["S-NONE"] } };
  expect(await saveSchedule(SHOP, seen, { ...form, everyMinutes: 1 })).toMatchObject({
    ok: false,
    error: { kind: "every-minutes" },
  });
  // Two people save what they both saw: one is taken, the other is told, and nothing is overwritten.
  const both = await Promise.all([
    saveSchedule(SHOP, seen, form),
    saveSchedule(SHOP, seen, { ...form, everyMinutes: 20 }),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { kind: "changed" } });
  expect((await listSchedules(SHOP))[1]).toMatchObject({
    revision: seen.revision + 1,
    everyMinutes: both[0]?.ok ? 10 : 20,
  });
  const due = () =>
    db.schedule.updateMany({
      where: { shop: SHOP, kind: "shipments" },
      data: { nextRunAt: new Date(Date.now() - 1) },
    });
  for (let turn = 0; turn < 3; turn += 1) {
    await due();
    await runDueSchedules();
    await drain();
  }
  const [, after] = await listSchedules(SHOP);
  expect(after?.lastRun).toMatchObject({ state: "done", trigger: "schedule", done: 0 });
  expect(
    await db.syncRun.count({ where: { shop: SHOP, kind: "shipments", trigger: "schedule" } }),
  ).toBe(1);
  expect(simulator.log.defects).toEqual([]);
});
