import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/create-documents.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { retryTask, skipTask } from "#app/tasks/task-actions.server.ts";
import { jobs } from "#app/worker/catalog.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { changeSettings, openShop, ordersOf, sync } from "#tests/scenarios/shop-at-work.ts";
import { cancelOrder } from "./cancel-order.server.ts";
import { considerArchiving } from "./consider-archiving.server.ts";
import { markAsPaid } from "./mark-as-paid.server.ts";

const SHOP = "acts-goods.myshopify.com";
const OTHER = "acts-other.myshopify.com";
const MINUTE = 60_000;

let ahead = 0;
let restoreClock: (() => void) | undefined;

interface Placed { id: string; name: string }
const line = { variant: "MUG-BLUE", quantity: 2 };
const place = (over: Record<string, unknown> = {}): Placed => simulator.act(SHOP, "placeOrder", { spec: { customer: null, email: "a@example.com", lines: [line], shipping: [{ title: "Standard", price: "5.00" }], ...over } }) as Placed;
const unpaid = (): Placed => place({ payments: [{ gateway: "manual", status: "PENDING" }] });
const paid = (): Placed => place({ payments: [{ gateway: "manual" }] });
const effects = (mutation: string) => simulator.log.effects.filter((effect) => effect.mutation === mutation && effect.shop === SHOP);
const tasks = (orderId: string, kind: string) => db.task.findMany({ where: { shop: SHOP, orderId, kind }, orderBy: { createdAt: "asc" } });
const order = (orderId: string) => db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId } } });
const events = async (orderId: string) => (await db.orderEvent.findMany({ where: { shop: SHOP, orderId }, orderBy: [{ at: "asc" }, { id: "asc" }] })).map(({ kind }) => kind);
const openProblems = (orderId: string) => db.problem.findMany({ where: { shop: SHOP, orderId, clearedAt: null, detail: { path: ["source"], equals: "order-act" } } });
const orderAt = (id: string) => ordersOf(SHOP).find((one) => one.id === id);

async function runJob(name: string, payload: Record<string, unknown>): Promise<void> {
  const job = jobs[name];
  if (!job) throw new Error(`no job ${name}`);
  await job(payload);
}

/** Everything due, with the waits between passing quickly. */
async function rest(rounds = 6): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await drain({ future: true });
    if ((await db.task.count({ where: { shop: SHOP, state: { in: ["planned", "sending", "ambiguous"] }, problemKind: { not: "outgoing-disabled" } } })) === 0
      && (await db.task.count({ where: { shop: SHOP, state: { in: ["sending", "ambiguous"] } } })) === 0) return;
    simulator.act(SHOP, "finishJobs");
    ahead += 2 * MINUTE;
    simulator.clock.advance(2 * MINUTE);
    await runJob("sweepTasks", {});
  }
}

beforeAll(async () => {
  const began = Date.now();
  restoreClock = setClock({ now: () => new Date(Math.max(began, Date.now()) + ahead) });
  for (const shop of [SHOP, OTHER]) {
    simulator.shops.add(shop, "empty");
    await openShop(shop);
  }
  await changeSettings(SHOP, { autoRelease: true });
}, 60_000);
beforeEach(async () => {
  simulator.faults.clear();
  simulator.log.clear();
  await db.task.deleteMany({ where: { shop: SHOP } });
});
afterEach(() => {
  expect(simulator.log.defects).toEqual([]);
});
afterAll(async () => {
  restoreClock?.();
  await releaseHolder();
});

describe("mark as paid", () => {
  it("books the payment once however often it is clicked, and the app knows at once", async () => {
    const { id } = unpaid();
    await sync(SHOP);
    const clicks = await Promise.all([markAsPaid(SHOP, id, { clickId: "a", by: "ann" }), markAsPaid(SHOP, id, { clickId: "a", by: "ann" })]);
    expect(clicks.map((click) => click.ok)).toEqual([true, true]);
    expect(await tasks(id, "markAsPaid")).toHaveLength(1);
    expect(await markAsPaid(SHOP, id, { clickId: "b", by: "bob" })).toMatchObject({ ok: false, error: { kind: "running" } });
    await rest();
    expect(effects("orderMarkAsPaid")).toHaveLength(1);
    expect(await tasks(id, "markAsPaid")).toMatchObject([{ state: "done", createdBy: "ann" }]);
    expect(await order(id)).toMatchObject({ financialStatus: "PAID" });
    expect(await events(id)).toEqual(["imported", "markAsPaidRequested", "markedAsPaid", "status"]);
    expect(await db.orderVersion.count({ where: { shop: SHOP, orderId: id } })).toBe(1);
    expect(await markAsPaid(SHOP, id, { clickId: "c", by: "ann" })).toMatchObject({ ok: false, error: { kind: "refused", problem: { kind: "mark-paid-refused" } } });
  });

  it.each([
    ["a dropped answer", { kind: "drop-answer" as const }], ["an error after the act", { kind: "error-after-act" as const }], ["an error before it", { kind: "error-before-act" as const }],
    ["an internal error", { kind: "internal-error" as const }], ["a dropped request", { kind: "drop-request" as const }], ["a throttle", { kind: "throttle" as const }],
    ["a cut answer", { kind: "timeout-after-act" as const, ms: 50 }], ["a dead token", { kind: "refuse-token" as const }],
  ])("%s makes no second payment", async (_, fault) => {
    const { id } = unpaid();
    await sync(SHOP);
    await markAsPaid(SHOP, id, { clickId: "a", by: "ann" });
    simulator.faults.arm({ ...fault, operation: "MarkAsPaid", shop: SHOP });
    await rest();
    expect(effects("orderMarkAsPaid")).toHaveLength(1);
    expect(await tasks(id, "markAsPaid")).toMatchObject([{ state: "done" }]);
    expect(orderAt(id)?.transactions.filter(({ kind, status }) => kind === "SALE" && status === "SUCCESS")).toHaveLength(1);
  });

  it("two workers and a doubled job make one payment", async () => {
    const { id } = unpaid();
    await sync(SHOP);
    await markAsPaid(SHOP, id, { clickId: "a", by: "ann" });
    const [task] = await tasks(id, "markAsPaid");
    await Promise.all([1, 2, 3].map(() => runJob("runTasks", { shop: SHOP, queue: task?.queue })));
    await rest();
    expect(effects("orderMarkAsPaid")).toHaveLength(1);
    expect(await tasks(id, "markAsPaid")).toMatchObject([{ state: "done" }]);
  });

  it("paid by somebody else meanwhile is what was wanted; refused, it is said in Shopify's words and a skip ends it", async () => {
    const { id } = unpaid();
    const other = unpaid();
    await sync(SHOP);
    await markAsPaid(SHOP, id, { clickId: "a", by: "ann" });
    await markAsPaid(SHOP, other.id, { clickId: "a", by: "ann" });
    simulator.act(SHOP, "payOrder", { order: id });
    simulator.act(SHOP, "cancelOrder", { order: other.id });
    await rest();
    expect(effects("orderMarkAsPaid")).toEqual([]);
    expect(await tasks(id, "markAsPaid")).toMatchObject([{ state: "done" }]);
    const [failed] = await tasks(other.id, "markAsPaid");
    expect(failed).toMatchObject({ state: "failed", problemKind: "mark-paid-refused" });
    expect(await openProblems(other.id)).toMatchObject([{ kind: "mark-paid-refused" }]);
    expect((await skipTask(SHOP, failed?.id ?? "", "Cancelled", "ann")).ok).toBe(true);
    expect(await openProblems(other.id)).toEqual([]);
    expect(await db.skippedRecord.findMany({ where: { shop: SHOP, recordId: failed?.id ?? "" } })).toMatchObject([{ what: "task", orderId: other.id, actor: "ann" }]);
  });

  it("is not begun for a marketplace's, a cancelled or another shop's order", async () => {
    const { id } = unpaid();
    const market = place({ source: { name: "tiktok", handle: "tiktok", displayName: "TikTok Shop" }, payments: [{ kind: "AUTHORIZATION" }] });
    const gone = unpaid();
    simulator.act(SHOP, "cancelOrder", { order: gone.id });
    await sync(SHOP);
    expect(await markAsPaid(OTHER, id, { clickId: "a", by: "eve" })).toMatchObject({ ok: false, error: { kind: "not-found" } });
    expect(await markAsPaid(SHOP, market.id, { clickId: "a", by: "ann" })).toMatchObject({ ok: false, error: { kind: "refused", problem: { kind: "channel-captures" } } });
    expect(await markAsPaid(SHOP, gone.id, { clickId: "a", by: "ann" })).toMatchObject({ ok: false, error: { kind: "refused", problem: { kind: "mark-paid-refused" } } });
    expect(await db.task.count({ where: { shop: { in: [SHOP, OTHER] }, kind: "markAsPaid" } })).toBe(0);
  });
});

describe("cancel", () => {
  const wish = { clickId: "a", reason: "customer", refund: "original" as const, restock: true, notify: false, staffNote: "Asked by phone", by: "ann" };

  it("follows Shopify's job to its end", async () => {
    const { id } = paid();
    await sync(SHOP);
    expect(await cancelOrder(SHOP, id, { ...wish, staffNote: "x".repeat(256) })).toEqual({ ok: false, error: { kind: "note-too-long", most: 255 } });
    await Promise.all([cancelOrder(SHOP, id, wish), cancelOrder(SHOP, id, wish)]);
    await drain();
    expect(await tasks(id, "cancelOrder")).toMatchObject([{ state: "done" }]);
    expect(await cancelOrder(SHOP, id, { ...wish, clickId: "b" })).toMatchObject({ ok: false, error: { kind: "running" } });
    expect(await tasks(id, "awaitCancel")).toMatchObject([{ state: "planned", problemKind: "cancel-running" }]);
    await rest();
    expect(effects("orderCancel")).toMatchObject([{ input: { reason: "CUSTOMER", restock: true, staffNote: "Asked by phone", refundMethod: { originalPaymentMethodsRefund: true } } }]);
    expect(await tasks(id, "awaitCancel")).toMatchObject([{ state: "done" }]);
    expect((await order(id)).cancelledAt).not.toBeNull();
    expect(await events(id)).toEqual(expect.arrayContaining(["cancelRequested", "cancelStarted", "cancelled"]));
    expect(await cancelOrder(SHOP, id, { ...wish, clickId: "c" })).toMatchObject({ ok: false, error: { kind: "refused", problem: { kind: "cancel-refused" } } });
  });

  it.each([
    ["a dropped answer", { kind: "drop-answer" as const }], ["an error after the act", { kind: "error-after-act" as const }], ["an error before it", { kind: "error-before-act" as const }],
    ["a dropped request", { kind: "drop-request" as const }], ["a throttle", { kind: "throttle" as const }], ["a cut answer", { kind: "timeout-after-act" as const, ms: 50 }],
  ])("%s cancels once", async (_, fault) => {
    const { id } = paid();
    await sync(SHOP);
    await cancelOrder(SHOP, id, { ...wish, reason: "", refund: "none" });
    simulator.faults.arm({ ...fault, operation: "CancelOrder", shop: SHOP });
    const [task] = await tasks(id, "cancelOrder");
    await Promise.all([1, 2].map(() => runJob("runTasks", { shop: SHOP, queue: task?.queue })));
    await rest();
    expect(effects("orderCancel")).toMatchObject([{ input: { reason: "OTHER" } }]);
    expect(await tasks(id, "cancelOrder")).toMatchObject([{ state: "done" }]);
    expect((await order(id)).cancelledAt).not.toBeNull();
  });

  it("asked again while Shopify is at it waits for the same end", async () => {
    const { id } = paid();
    await sync(SHOP);
    await cancelOrder(SHOP, id, wish);
    await drain();
    await db.task.deleteMany({ where: { shop: SHOP } });
    await cancelOrder(SHOP, id, { ...wish, clickId: "b" });
    await rest();
    expect(effects("orderCancel")).toHaveLength(1);
    expect((await tasks(id, "cancelOrder")).map(({ state }) => state)).toEqual(["done"]);
    expect((await order(id)).cancelledAt).not.toBeNull();
  });

  it("a job that fails is told in Shopify's words; a job that Shopify forgot is decided by the order", async () => {
    const { id } = paid();
    await sync(SHOP);
    simulator.act(SHOP, "nextCancel", { order: id, message: "The refund was refused by the bank." });
    await cancelOrder(SHOP, id, wish);
    await rest();
    expect(await tasks(id, "awaitCancel")).toMatchObject([{ state: "failed", problemKind: "cancel-refused", lastAnswer: "The refund was refused by the bank." }]);
    expect(await openProblems(id)).toMatchObject([{ kind: "cancel-refused" }]);
    expect(effects("orderCancel")).toEqual([]);

    const lost = paid();
    await sync(SHOP);
    await cancelOrder(SHOP, lost.id, wish);
    await drain();
    await db.$executeRaw`UPDATE "Task" SET payload = jsonb_set(payload, '{jobId}', 'null') WHERE shop = ${SHOP} AND "orderId" = ${lost.id} AND kind = 'awaitCancel'`;
    await rest(10);
    expect(await tasks(lost.id, "awaitCancel")).toMatchObject([{ state: "done" }]);
  });

  it("an order that was shipped is refused, and can be tried again", async () => {
    const { id } = paid();
    await sync(SHOP);
    simulator.act(SHOP, "fulfillOrder", { order: id });
    await cancelOrder(SHOP, id, wish);
    await rest();
    const [task] = await tasks(id, "cancelOrder");
    expect(task).toMatchObject({ state: "failed", problemKind: "cancel-refused" });
    expect((await retryTask(SHOP, task?.id ?? "", "ann")).ok).toBe(true);
    await rest();
    expect(effects("orderCancel")).toEqual([]);
  });
});

describe("archive", () => {
  /** An order whose document stands in the ERP, shipped and paid in Shopify. */
  async function processed(shippedInErp = true): Promise<Placed> {
    const placed = paid();
    await sync(SHOP);
    await createDocuments(SHOP, [placed.id], "ann");
    await drain();
    expect(await order(placed.id)).toMatchObject({ documentState: "created" });
    if (shippedInErp) await shipInErp(placed.id);
    simulator.act(SHOP, "fulfillOrder", { order: placed.id });
    return placed;
  }
  const shipInErp = async (orderId: string): Promise<void> => {
    const document = await db.salesDocument.findFirstOrThrow({ where: { shop: SHOP, orderId } });
    const { postShipment } = await import("#app/erp/ledger/posting/shipment.server.ts");
    await postShipment({ shop: SHOP, connectionId: document.connectionId }, { order: { kind: "salesOrder", id: document.erpId ?? "" }, by: "ann" });
  };

  it("closes an order that is complete on both sides, once, and not again after a person took it out", async () => {
    const { id } = await processed();
    await sync(SHOP);
    await rest();
    expect(effects("orderClose")).toHaveLength(1);
    expect(await order(id)).toMatchObject({ closed: true });
    expect(await events(id)).toContain("archived");
    const versions = await db.orderVersion.count({ where: { shop: SHOP, orderId: id } });
    await sync(SHOP);
    await rest();
    expect(await db.orderVersion.count({ where: { shop: SHOP, orderId: id } })).toBe(versions);
    simulator.act(SHOP, "unarchiveOrder", { order: id });
    await sync(SHOP);
    await runJob("archiveProcessedOf", { shop: SHOP });
    await rest();
    expect(await order(id)).toMatchObject({ closed: false });
    expect(effects("orderClose")).toHaveLength(1);
    expect(await considerArchiving(OTHER, [id])).toBe(0);
  });

  it("leaves what the ERP has not shipped, what is not paid, and what the card keeps", async () => {
    const { id } = await processed(false);
    await sync(SHOP);
    await rest();
    expect(effects("orderClose")).toEqual([]);
    await shipInErp(id);
    await changeSettings(SHOP, { archiveProcessed: false });
    expect(await considerArchiving(SHOP, [id])).toBe(0);
    await changeSettings(SHOP, { archiveProcessed: true });
    await runJob("archiveProcessed", {});
    await rest();
    expect(effects("orderClose").filter(({ input }) => (input as { id: string }).id === id)).toHaveLength(1);
  });

  it.each([
    ["a dropped answer", { kind: "drop-answer" as const }], ["an error after the act", { kind: "error-after-act" as const }], ["an error before it", { kind: "error-before-act" as const }],
    ["a dropped request", { kind: "drop-request" as const }], ["a throttle", { kind: "throttle" as const }], ["a cut answer", { kind: "timeout-after-act" as const, ms: 50 }],
  ])("%s closes once", async (_, fault) => {
    const { id } = await processed();
    simulator.faults.arm({ ...fault, operation: "CloseOrder", shop: SHOP });
    await sync(SHOP);
    await Promise.all([considerArchiving(SHOP, [id]), considerArchiving(SHOP, [id])]);
    await rest();
    expect(effects("orderClose")).toHaveLength(1);
    expect(await tasks(id, "archiveOrder")).toMatchObject([{ state: "done" }]);
    expect(await order(id)).toMatchObject({ closed: true });
  });

  it("an order that changed since it was found complete is left open", async () => {
    const { id } = await processed();
    await changeSettings(SHOP, { allowOutgoingRequests: false });
    await sync(SHOP);
    expect(await tasks(id, "archiveOrder")).toMatchObject([{ state: "planned", problemKind: "outgoing-disabled" }]);
    simulator.act(SHOP, "refundOrder", { order: id, lines: [{ line: 0, quantity: 1 }] });
    orderAt(id)!.cancelledAt = new Date().toISOString();
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await rest();
    expect(await tasks(id, "archiveOrder")).toMatchObject([{ state: "done", result: { closed: false } }]);
    expect(effects("orderClose")).toEqual([]);
  });
});
