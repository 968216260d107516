import { given } from "#app/lib/given.ts";
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { db } from "#app/db/client.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { orderCards } from "./order-cards.server.ts";
import { importWaiting } from "../import/import.server.ts";
import { beginListing, listPage } from "./list-orders.server.ts";
import type { ListingPosition } from "./stored-run.ts";
import { runDueSchedules } from "#app/domain/schedules/run-due.server.ts";
import { listOrders } from "../lists/list-orders.server.ts";
import { countOrdersToImport, getOrder } from "../lists/order-lists.server.ts";
import { runListing, startSync } from "./sync-run.server.ts";
import { spec, place, sync, asked, openEmptyShops } from "../import/import.fixture.ts";
import { cancelRun, getRun, pauseRun } from "#app/domain/runs/control.server.ts";
import { resumeRun } from "#app/domain/schedules/resume-run.server.ts";

openEmptyShops();

describe("a sync", () => {
  it("lists open orders, imports them whole, and finds nothing to do the second time", async () => {
    const [a, b] = [place(), place()];
    const runId = await sync();
    expect((await listOrders(SHOP)).rows.map(({ name }) => name).sort()).toEqual(
      [a.name, b.name].sort(),
    );
    expect(await getRun(SHOP, runId)).toMatchObject({
      state: "done",
      total: 2,
      done: 2,
      failed: 0,
      unchanged: 0,
    });
    const stored = await getOrder(SHOP, a.id);
    expect(stored?.snapshot.content.lines.map(({ title, quantity }) => [title, quantity])).toEqual([
      ["Cup", 2],
      ["Plate", 1],
    ]);
    expect(stored?.snapshot.personal.email).toBe("buyer@example.com");
    await sync();
    expect(await db.orderVersion.count()).toBe(2);
    expect(await db.orderEvent.count()).toBe(2);
    expect(await db.orderToImport.count()).toBe(0);
  });

  it("reads a batch of orders in one call (IMP-2)", async () => {
    simulator.act(SHOP, "placeOrder", { spec: spec(), count: 40 });
    await sync();
    expect(await db.order.count()).toBe(40);
    expect(await asked("ImportOrders")).toBe(1);
  });

  it("pages through lines that do not fit", async () => {
    const order = place(SHOP, {
      lines: Array.from({ length: 60 }, (_, i) => ({
        title: `Line ${i}`,
        sku: `S${i}`,
        price: "1.00",
        quantity: 1,
      })),
    });
    await sync();
    expect((await getOrder(SHOP, order.id))?.snapshot.content.lines).toHaveLength(60);
  });

  it("reads what is long of many orders together, and only the longest page by page", async () => {
    const lines = (count: number) => ({
      lines: Array.from({ length: count }, (_, i) => ({
        title: `Line ${i}`,
        sku: `S${i}`,
        price: "1.00",
        quantity: 1,
      })),
    });
    const orders = [
      place(SHOP, lines(60)),
      place(SHOP, lines(12)),
      place(SHOP, lines(270)),
      place(),
    ];
    await sync();
    const read = await Promise.all(orders.map(({ id }) => getOrder(SHOP, id)));
    expect(read.map((order) => order?.snapshot.content.lines.map(({ title }) => title))).toEqual(
      [lines(60), lines(12), lines(270)]
        .map((of) => of.lines.map(({ title }) => title))
        .concat([["Cup", "Plate"]]),
    );
    expect(
      await Promise.all(
        ["ImportOrders", "LongParts", "MoreOrderLines", "MoreFulfillmentOrderLines"].map(asked),
      ),
    ).toEqual([1, 1, 1, 1]);
  });

  it("leaves archived orders alone unless asked, and takes cancelled ones", async () => {
    const [open, archived, cancelled] = [place(), place(), place()];
    simulator.act(SHOP, "archiveOrder", { order: archived.id });
    simulator.act(SHOP, "cancelOrder", { order: cancelled.id, reason: "CUSTOMER" });
    await sync();
    expect((await listOrders(SHOP)).rows.map(({ orderId }) => orderId).sort()).toEqual(
      [open.id, cancelled.id].sort(),
    );
    await sync(SHOP, { includeArchived: true });
    expect((await listOrders(SHOP)).rows).toHaveLength(3);
  });

  it("finds an order that changed in the very second of the cursor, and one whose change lies before it within the overlap", async () => {
    const at = new Date("2026-11-21T10:00:00.000Z");
    simulator.clock.set(at);
    onTestFinished(setClock(simulator.clock));
    const first = place();
    await sync();
    simulator.clock.set(at);
    simulator.act(SHOP, "setNote", { order: first.id, note: "changed in the same second" });
    const late = place();
    simulator.clock.set(new Date(at.getTime() - 120_000));
    const indexedLate = place();
    simulator.clock.set(new Date(at.getTime() + 60_000));
    await sync();
    expect((await getOrder(SHOP, first.id))?.snapshot.personal.note).toBe(
      "changed in the same second",
    );
    expect(await getOrder(SHOP, late.id)).not.toBeNull();
    expect(await getOrder(SHOP, indexedLate.id)).not.toBeNull();
  });

  it("goes on after a failure between pages without losing an order, even with equal timestamps", async () => {
    simulator.clock.set(new Date("2026-11-21T10:00:00.000Z"));
    for (let i = 0; i < 7; i++) place();
    const options = { by: "click" as const, cards: await orderCards(SHOP) };
    const first = await listPage(SHOP, await beginListing(SHOP, false), options, 3);
    if (!first.ok || !first.value.position) throw new Error("a first page was expected");
    simulator.faults.arm({ kind: "error-before-act", operation: "ListOrders" });
    expect(await listPage(SHOP, first.value.position, options, 3)).toMatchObject({
      ok: false,
      error: { kind: "transient" },
    });
    expect(await db.syncCursor.count({ where: { kind: "orders" } })).toBe(0);
    // A new sync begins anew: the failed one left no cursor behind that could hide orders.
    for (let position: ListingPosition | null = await beginListing(SHOP, false); position;) {
      const page = await listPage(SHOP, position, options, 3);
      if (!page.ok) throw new Error(page.error.message);
      position = page.value.position;
    }
    expect(await db.orderToImport.count()).toBe(7);
  });

  it("holds what the run's filter leaves out, and takes it when a later sync does not filter", async () => {
    place(SHOP, { tags: ["Gift wrap"] });
    place();
    await sync(SHOP, { filter: { tags: ["@*gift*"] } });
    expect(await countOrdersToImport(SHOP)).toMatchObject({ held: 1, ready: 0 });
    expect(await db.order.count()).toBe(1);
    await sync();
    expect(await db.order.count()).toBe(2);
  });

  it("pauses, resumes and cancels; other shops cannot", async () => {
    place();
    const { runId } = await startSync(SHOP, { trigger: "click", by: "me" });
    expect(await pauseRun(OTHER_SHOP, runId)).toBe(false);
    expect(await pauseRun(SHOP, runId)).toBe(true);
    await runListing(SHOP, runId);
    expect(await db.orderToImport.count()).toBe(0);
    expect(await resumeRun(SHOP, runId)).toBe(true);
    await runListing(SHOP, runId);
    expect(await cancelRun(SHOP, runId)).toBe(true);
    await importWaiting(SHOP);
    expect(await db.order.count()).toBe(0);
    await sync();
    expect(await db.order.count()).toBe(1);
  });
});

describe("schedules", () => {
  it("that are due start one sync with their filter, once; missed times are not made up for (TSK-2)", async () => {
    const [wanted, other] = [place(SHOP, { tags: ["web"] }), place()];
    const due = new Date(Date.now() - 3_600_000);
    const schedule = (shop: string, over: object = {}) =>
      db.schedule.create({
        data: {
          shop,
          kind: "orders",
          everyMinutes: 15,
          nextRunAt: due,
          filter: { tags: ["web"] },
          ...over,
        },
      });
    await db.schedule.deleteMany();
    const { id } = await schedule(SHOP);
    await schedule(OTHER_SHOP, { enabled: false });
    await schedule("left.myshopify.com");
    await Promise.all([runDueSchedules(), runDueSchedules()]);
    await runDueSchedules();
    const runs = await db.syncRun.findMany();
    expect(runs.map(({ shop, trigger, startedBy }) => [shop, trigger, startedBy])).toEqual([
      [SHOP, "schedule", "schedule"],
    ]);
    const after = await db.schedule.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } });
    expect(after.lastRunId).toBe(runs[0]?.id);
    expect(after.nextRunAt.getTime() - Date.now()).toBeGreaterThan(14 * 60_000);
    await runListing(SHOP, given(runs[0]?.id, "the run"));
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, wanted.id)).not.toBeNull();
    expect(await db.orderToImport.findMany({ select: { orderId: true, verdict: true } })).toEqual([
      { orderId: other.id, verdict: "held" },
    ]);
    await db.schedule.deleteMany();
  });
});
