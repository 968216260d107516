import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { flushApiLog } from "#app/shopify/api-log.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { orderCards } from "./cards-for-orders.server.ts";
import { importWaiting } from "./import.server.ts";
import { announceIds, beginListing, listPage } from "./list-orders.server.ts";
import type { ListingPosition } from "./list-orders.server.ts";
import { exclude, importNames, importSelected, include, resolveConflict, resyncOrder } from "./order-actions.server.ts";
import { runDueSchedules } from "#app/domain/schedules/run-due.server.ts";
import { compareVersions, countOrdersToImport, getOrder, listOrders, listOrdersToImport } from "./order-lists.server.ts";
import { DOCUMENT_ATTRIBUTE } from "./own-attribute.ts";
import { cancelSync, getRun, pauseSync, resumeSync, runListing, startSync } from "./sync-run.server.ts";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { forgetOrders, installForTest } from "#tests/fixtures/installed-shop.ts";

interface Placed { id: string; name: string }
const spec = (over: Record<string, unknown> = {}) => ({ customer: null, email: "buyer@example.com", lines: [{ title: "Cup", sku: "CUP", price: "10.00", quantity: 2 }, { title: "Plate", sku: "PLATE", price: "7.50", quantity: 1 }],
  shipping: [{ title: "Standard", price: "5.00" }], ...over });
const place = (shop = SHOP, over: Record<string, unknown> = {}, args: Record<string, unknown> = {}) => simulator.act(shop, "placeOrder", { spec: spec(over), ...args }) as Placed;
const sync = async (shop = SHOP, wish: Partial<Parameters<typeof startSync>[1]> = {}) => {
  const { runId } = await startSync(shop, { trigger: "click", by: "me", ...wish });
  await runListing(shop, runId);
  await importWaiting(shop);
  return runId;
};
const asked = async (operation: string) => {
  await flushApiLog();
  return db.apiLog.count({ where: { operation } });
};

let restoreClock: (() => void) | undefined;

beforeEach(async () => {
  simulator.reset();
  simulator.clock.set(new Date());
  await forgetOrders();
  await db.apiLog.deleteMany();
  for (const shop of [SHOP, OTHER_SHOP]) {
    simulator.install(shop);
    forgetToken(shop);
    await installForTest(shop);
  }
});
afterEach(async () => {
  restoreClock?.();
  restoreClock = undefined;
  await flushApiLog();
  expect(simulator.log.defects).toEqual([]);
});

describe("a sync", () => {
  it("lists open orders, imports them whole, and finds nothing to do the second time", async () => {
    const [a, b] = [place(), place()];
    const runId = await sync();
    expect((await listOrders(SHOP)).rows.map(({ name }) => name).sort()).toEqual([a.name, b.name].sort());
    expect(await getRun(SHOP, runId)).toMatchObject({ state: "done", total: 2, done: 2, failed: 0, unchanged: 0 });
    const stored = await getOrder(SHOP, a.id);
    expect(stored?.snapshot.content.lines.map(({ title, quantity }) => [title, quantity])).toEqual([["Cup", 2], ["Plate", 1]]);
    expect(stored?.snapshot.personal.email).toBe("buyer@example.com");
    await sync();
    expect(await db.orderVersion.count()).toBe(2);
    expect(await db.orderEvent.count()).toBe(2);
    expect(await db.orderToImport.count()).toBe(0);
  });

  it("reads a batch of orders in one call", async () => {
    simulator.act(SHOP, "placeOrder", { spec: spec(), count: 40 });
    await sync();
    expect(await db.order.count()).toBe(40);
    expect(await asked("ImportOrders")).toBe(1);
  });

  it("pages through lines that do not fit", async () => {
    const order = place(SHOP, { lines: Array.from({ length: 60 }, (_, i) => ({ title: `Line ${i}`, sku: `S${i}`, price: "1.00", quantity: 1 })) });
    await sync();
    expect((await getOrder(SHOP, order.id))?.snapshot.content.lines).toHaveLength(60);
  });

  it("reads what is long of many orders together, and only the longest page by page", async () => {
    const lines = (count: number) => ({ lines: Array.from({ length: count }, (_, i) => ({ title: `Line ${i}`, sku: `S${i}`, price: "1.00", quantity: 1 })) });
    const orders = [place(SHOP, lines(60)), place(SHOP, lines(12)), place(SHOP, lines(270)), place()];
    await sync();
    const read = await Promise.all(orders.map(({ id }) => getOrder(SHOP, id)));
    expect(read.map((order) => order?.snapshot.content.lines.map(({ title }) => title))).toEqual([lines(60), lines(12), lines(270)].map((of) => of.lines.map(({ title }) => title)).concat([["Cup", "Plate"]]));
    expect(await Promise.all(["ImportOrders", "LongParts", "MoreOrderLines", "MoreFulfillmentOrderLines"].map(asked))).toEqual([1, 1, 1, 1]);
  });

  it("leaves archived orders alone unless asked, and takes cancelled ones", async () => {
    const [open, archived, cancelled] = [place(), place(), place()];
    simulator.act(SHOP, "archiveOrder", { order: archived.id });
    simulator.act(SHOP, "cancelOrder", { order: cancelled.id, reason: "CUSTOMER" });
    await sync();
    expect((await listOrders(SHOP)).rows.map(({ orderId }) => orderId).sort()).toEqual([open.id, cancelled.id].sort());
    await sync(SHOP, { includeArchived: true });
    expect((await listOrders(SHOP)).rows).toHaveLength(3);
  });

  it("finds an order that changed in the very second of the cursor, and one whose change lies before it within the overlap", async () => {
    const at = new Date("2026-11-21T10:00:00.000Z");
    simulator.clock.set(at);
    restoreClock = setClock(simulator.clock);
    const first = place();
    await sync();
    simulator.clock.set(at);
    simulator.act(SHOP, "setNote", { order: first.id, note: "changed in the same second" });
    const late = place();
    simulator.clock.set(new Date(at.getTime() - 120_000));
    const indexedLate = place();
    simulator.clock.set(new Date(at.getTime() + 60_000));
    await sync();
    expect((await getOrder(SHOP, first.id))?.snapshot.personal.note).toBe("changed in the same second");
    expect(await getOrder(SHOP, late.id)).not.toBeNull();
    expect(await getOrder(SHOP, indexedLate.id)).not.toBeNull();
  });

  it("goes on after a failure between pages without losing an order, even with equal timestamps", async () => {
    simulator.clock.set(new Date("2026-11-21T10:00:00.000Z"));
    for (let i = 0; i < 7; i++) place();
    const options = { by: "click" as const, cards: await orderCards(SHOP) };
    const first = await listPage(SHOP, await beginListing(SHOP, false), options, undefined, 3);
    if (!first.ok || !first.value.position) throw new Error("a first page was expected");
    simulator.faults.arm({ kind: "error-before-act", operation: "ListOrders" });
    expect(await listPage(SHOP, first.value.position, options, undefined, 3)).toMatchObject({ ok: false, error: { kind: "transient" } });
    expect(await db.syncCursor.count({ where: { kind: "orders" } })).toBe(0);
    // A new sync begins anew: the failed one left no cursor behind that could hide orders.
    for (let position: ListingPosition | null = await beginListing(SHOP, false); position;) {
      const page = await listPage(SHOP, position, options, undefined, 3);
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
    expect(await pauseSync(OTHER_SHOP, runId)).toBe(false);
    expect(await pauseSync(SHOP, runId)).toBe(true);
    await runListing(SHOP, runId);
    expect(await db.orderToImport.count()).toBe(0);
    expect(await resumeSync(SHOP, runId)).toBe(true);
    await runListing(SHOP, runId);
    expect(await cancelSync(SHOP, runId)).toBe(true);
    await importWaiting(SHOP);
    expect(await db.order.count()).toBe(0);
    await sync();
    expect(await db.order.count()).toBe(1);
  });
});

describe("converging", () => {
  it("an echo of our own write makes no version, no event", async () => {
    const order = place();
    await sync();
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "setAttributes", { order: order.id, attributes: [{ key: DOCUMENT_ATTRIBUTE, value: "SO-1" }] });
    await sync();
    expect(await db.orderVersion.count()).toBe(1);
    expect(await db.orderEvent.count()).toBe(1);
    expect(await db.orderToImport.count()).toBe(0);
  });

  it("edits before the first import reduce the order", async () => {
    const order = place();
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "editOrder", { order: order.id, setQuantity: [{ line: 0, quantity: 1 }, { line: 1, quantity: 0 }] });
    await sync();
    const stored = await getOrder(SHOP, order.id);
    const [cup, plate] = stored?.snapshot.content.lines ?? [];
    const removed = (lineId: string | undefined) => stored?.snapshot.content.removals.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId).reduce((sum, line) => sum + line.quantity, 0);
    expect([removed(cup?.id), removed(plate?.id)]).toEqual([1, 1]);
    expect(stored?.snapshot.state.agreements.length).toBeGreaterThan(1);
  });

  it("returns, agreements and their sales beyond the first page come in whole", async () => {
    const order = place(SHOP, { lines: Array.from({ length: 30 }, (_, i) => ({ title: `Line ${i}`, sku: `S${i}`, price: "1.00", quantity: 20 })) });
    for (let edit = 0; edit < 29; edit += 1) simulator.act(SHOP, "editOrder", { order: order.id, setQuantity: [{ line: edit, quantity: 19 }] });
    simulator.act(SHOP, "fulfillOrder", { order: order.id });
    for (let back = 0; back < 62; back += 1) simulator.act(SHOP, "returnOrder", { order: order.id, lines: [{ line: back % 30, quantity: 1 }], status: "OPEN" });
    await sync();
    const state = (await getOrder(SHOP, order.id))?.snapshot.state;
    expect(state?.returns.length).toBe(62);
    expect(new Set(state?.returns.map(({ id }) => id)).size).toBe(62);
    expect(state?.agreements.length).toBe(30);
    expect(state?.agreements.find(({ reason }) => reason === "ORDER")?.sales.length).toBe(31);
    expect(await asked("MoreReturns")).toBe(2);
    expect(await asked("MoreAgreements")).toBe(2);
  });

  it("marks a processed order that changed, once resolved only a new change marks it again", async () => {
    const order = place();
    await sync();
    const version = (await getOrder(SHOP, order.id))?.order.currentVersionId ?? "";
    await db.order.updateMany({ where: { shop: SHOP, orderId: order.id }, data: { processedVersionId: version, documentState: "created" } });
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "tagOrder", { order: order.id, tags: ["vip"] });
    await sync();
    expect((await getOrder(SHOP, order.id))?.order.conflict).toBe(false);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "editOrder", { order: order.id, setQuantity: [{ line: 0, quantity: 1 }] });
    await sync();
    const marked = await getOrder(SHOP, order.id);
    expect(marked?.order.conflict).toBe(true);
    expect(await db.problem.count({ where: { shop: SHOP, kind: "order-changed-after-processing", clearedAt: null } })).toBe(1);
    expect((await compareVersions(SHOP, order.id, version, marked?.order.currentVersionId ?? ""))?.map(({ text }) => text)).toContain("diff.quantity");
    expect(await compareVersions(OTHER_SHOP, order.id, version, version)).toBeNull();
    expect(await resolveConflict(OTHER_SHOP, order.id, "me")).toBe(false);
    expect(await resolveConflict(SHOP, order.id, "me")).toBe(true);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "touchOrder", { order: order.id });
    await sync();
    expect((await getOrder(SHOP, order.id))?.order.conflict).toBe(false);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "editOrder", { order: order.id, setQuantity: [{ line: 1, quantity: 0 }] });
    await sync();
    expect((await getOrder(SHOP, order.id))?.order.conflict).toBe(true);
  });
});

describe("schedules", () => {
  it("that are due start one sync with their filter, once; missed times are not made up for", async () => {
    const [wanted, other] = [place(SHOP, { tags: ["web"] }), place()];
    const due = new Date(Date.now() - 3_600_000);
    const schedule = (shop: string, over: object = {}) => db.schedule.create({ data: { shop, kind: "orders", everyMinutes: 15, nextRunAt: due, filter: { tags: ["web"] }, ...over } });
    await db.schedule.deleteMany();
    const { id } = await schedule(SHOP);
    await schedule(OTHER_SHOP, { enabled: false });
    await schedule("left.myshopify.com");
    await Promise.all([runDueSchedules(), runDueSchedules()]);
    await runDueSchedules();
    const runs = await db.syncRun.findMany();
    expect(runs.map(({ shop, trigger, startedBy }) => [shop, trigger, startedBy])).toEqual([[SHOP, "schedule", "schedule"]]);
    const after = await db.schedule.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } });
    expect(after.lastRunId).toBe(runs[0]?.id);
    expect(after.nextRunAt.getTime() - Date.now()).toBeGreaterThan(14 * 60_000);
    await runListing(SHOP, runs[0]?.id ?? "");
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, wanted.id)).not.toBeNull();
    expect(await db.orderToImport.findMany({ select: { orderId: true, verdict: true } })).toEqual([{ orderId: other.id, verdict: "held" }]);
    await db.schedule.deleteMany();
  });
});

describe("a batch", () => {
  it("with an order whose part arrives null imports the others; this one is an error on its own row, and comes in once Shopify gives it whole", async () => {
    const [good, bad] = [place(), place()];
    const record = (simulator.world(SHOP) as ShopWorld).store().orders.find(({ id }) => id === bad.id) as unknown as Record<string, unknown>;
    await announceIds(SHOP, [good.id, bad.id], { by: "click", cards: await orderCards(SHOP) });
    const { tags } = record;
    record["tags"] = null;
    await importSelected(SHOP, [good.id, bad.id], "me");
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, good.id)).not.toBeNull();
    expect(await getOrder(SHOP, bad.id)).toBeNull();
    expect(await db.orderToImport.findFirst({ where: { shop: SHOP } })).toMatchObject({ orderId: bad.id, verdict: "error", reason: { kind: "import-failed" } });
    simulator.log.defects.length = 0; // the simulated shop noticed that its own data was broken
    record["tags"] = tags;
    expect(await resyncOrder(SHOP, bad.id, "me")).toMatchObject({ ok: true });
    expect(await getOrder(SHOP, bad.id)).not.toBeNull();
  });

  it("with an order that does not exist imports the others and says what is wrong with this one", async () => {
    const good = place();
    await announceIds(SHOP, [good.id], { by: "click", cards: await orderCards(SHOP) });
    const { listed } = (await db.orderToImport.findFirstOrThrow({ where: { shop: SHOP } }));
    await db.orderToImport.create({ data: { shop: SHOP, orderId: "gid://shopify/Order/999999999", name: "#gone", verdict: "ready", listed: listed ?? {}, orderCreatedAt: new Date(), shopifyUpdatedAt: new Date(), announcedBy: "click", announcedAt: new Date() } });
    await importSelected(SHOP, [good.id, "gid://shopify/Order/999999999"], "me");
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, good.id)).not.toBeNull();
    const { rows: [row] } = await listOrdersToImport(SHOP, { tab: "error" });
    expect(row).toMatchObject({ name: "#gone", reason: { kind: "order-unreadable" } });
  });

  it("is halved when Shopify fails, and nothing is lost", async () => {
    simulator.act(SHOP, "placeOrder", { spec: spec(), count: 4 });
    simulator.faults.arm({ kind: "error-before-act", operation: "ImportOrders", count: 1 });
    await sync();
    expect(await db.order.count()).toBe(4);
    expect(await asked("ImportOrders")).toBe(3);
  });

  it("goes to one of two jobs, and from a dead job to the next", async () => {
    simulator.act(SHOP, "placeOrder", { spec: spec(), count: 6 });
    const { runId } = await startSync(SHOP, { trigger: "click", by: "me" });
    await runListing(SHOP, runId);
    const results = await Promise.all([importWaiting(SHOP), importWaiting(SHOP)]);
    expect(results.flatMap(({ imported }) => imported)).toHaveLength(6);
    const order = place();
    await announceIds(SHOP, [order.id], { by: "click", cards: await orderCards(SHOP), runId });
    await db.orderToImport.updateMany({ data: { claimedBy: "dead", claimedAt: new Date() } });
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).toBeNull();
    await db.orderToImport.updateMany({ data: { claimedAt: new Date(Date.now() - 30_000) } });
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
  });
});

describe("what a person does with an order to import", () => {
  it("excluded stays excluded, a change only marks it, included it is imported", async () => {
    const order = place();
    await announceIds(SHOP, [order.id], { by: "click", cards: await orderCards(SHOP) });
    expect(await exclude(OTHER_SHOP, [order.id], "not ours", "me")).toBe(0);
    expect(await exclude(SHOP, [order.id], "duplicate", "me")).toBe(1);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "touchOrder", { order: order.id });
    await sync();
    const { rows: [row] } = await listOrdersToImport(SHOP, { tab: "excluded" });
    expect(row).toMatchObject({ orderId: order.id, changedSinceExcluded: true });
    expect(await include(SHOP, [order.id])).toMatchObject({ ok: true, value: 1 });
    await sync();
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
  });

  it("pasted names are looked up; malformed and unknown ones are said each", async () => {
    const order = place();
    const answer = await importNames(SHOP, `${order.name}, #99999; "x' OR name:*"`, "me");
    expect(answer).toMatchObject({ ok: true, value: { found: 1, unknown: ["#99999"], malformed: [{ why: "badCharacters" }] } });
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
  });

  it("one order can be read again at once, of this shop only", async () => {
    const order = place();
    expect(await resyncOrder(SHOP, order.id, "me")).toMatchObject({ ok: true, value: "changed" });
    expect(await resyncOrder(SHOP, order.id, "me")).toMatchObject({ ok: true, value: "unchanged" });
    expect(await resyncOrder(OTHER_SHOP, order.id, "me")).toMatchObject({ ok: false, error: { kind: "not-found" } });
    expect(await getOrder(OTHER_SHOP, order.id)).toBeNull();
    expect((await listOrders(OTHER_SHOP)).rows).toEqual([]);
  });

  it("lists page by page without doubles", async () => {
    simulator.act(SHOP, "placeOrder", { spec: spec(), count: 5 });
    await sync();
    const seen: string[] = [];
    for (let cursor: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof listOrders>> = await listOrders(SHOP, { limit: 2, cursor });
      seen.push(...page.rows.map(({ orderId }) => orderId));
      if (!page.next) break;
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});
