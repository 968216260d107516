import type { OrderId } from "#app/lib/ids.ts";
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { leftOutBySetting } from "../views/left-out.server.ts";
import { homeNumbers } from "#app/domain/home/views/numbers.server.ts";
import { getRun } from "#app/domain/runs/control.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { translator } from "#app/texts.server.ts";
import type { OrderRecord, ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { openEmptyShops, place, sync } from "../import/import.fixture.ts";
import { importWaiting } from "../import/import.server.ts";
import { importNames, importSelected } from "../order-actions.server.ts";
import { announceIds } from "./list-orders.server.ts";
import { orderCards } from "./order-cards.server.ts";
import { runListing, startSync } from "./sync-run.server.ts";

openEmptyShops();
beforeEach(async () => {
  await db.skippedRecord.deleteMany({ where: { shop: SHOP } });
  await card({});
});

async function card(settings: Partial<Settings>): Promise<void> {
  await db.shopCard.updateMany({ where: { shop: SHOP }, data: { settings } });
}

/** A sale at the counter: paid and handed over at once, and archived by Shopify a second later. */
function sell() {
  const order = place();
  simulator.act(SHOP, "fulfillOrder", { order: order.id });
  simulator.act(SHOP, "finishJobs");
  expect(record(order.id).closedAt).not.toBeNull();
  return order;
}
const record = (id: string): OrderRecord => {
  const order = (simulator.world(SHOP) as ShopWorld).store().orders.find((one) => one.id === id);
  if (!order) throw new Error(`Shopify has no order ${id}`);
  return order;
};
function touch(id: string): void {
  simulator.clock.advance(60_000);
  simulator.act(SHOP, "touchOrder", { order: id });
}
const stored = async (id: string) =>
  (await db.order.count({ where: { shop: SHOP, orderId: id } })) === 1;
const waits = (id: string) => db.orderToImport.count({ where: { shop: SHOP, orderId: id } });
const skipped = async (id: string) =>
  (await db.skippedRecord.findMany({ where: { shop: SHOP, what: "order", recordId: id } })).map(
    ({ reason }) => (reason as { cause: string }).cause,
  );
const webhook = async (id: OrderId) => {
  await announceIds(SHOP, [id], { by: "webhook", cards: await orderCards(SHOP) });
};

describe("an order that Shopify archived by itself (I-7)", () => {
  it("comes in with the first sync, with a later one, and by its webhook", async () => {
    const first = sell();
    await sync();
    expect(await stored(first.id)).toBe(true);
    simulator.clock.advance(60_000);
    const [second, third] = [sell(), sell()];
    await webhook(third.id);
    expect(await waits(third.id)).toBe(1);
    await sync();
    expect([await stored(second.id), await stored(third.id)]).toEqual([true, true]);
    expect(await db.skippedRecord.count({ where: { shop: SHOP } })).toBe(0);
  });

  it("stays out when the card says so: counted, named once with its reason, and importable by name", async () => {
    await card({ importSelfArchived: false });
    const order = sell();
    const runId = await sync();
    expect(await getRun(SHOP, runId)).toMatchObject({ state: "done", done: 0, leftOut: 1 });
    touch(order.id);
    await sync();
    await webhook(order.id);
    expect([await stored(order.id), await waits(order.id)]).toEqual([false, 0]);
    expect(await skipped(order.id)).toEqual(["archived:setting"]);
    expect((await homeNumbers(SHOP)).leftOut).toEqual([
      { reason: "archived", count: 1, more: false, setting: "settings.importSelfArchived.label" },
    ]);
    const { t } = translator("en");
    expect(t("problem.archived.cause", { reason: "problem.archivedReason.setting" })).toContain(
      "Automatically archive the order",
    );

    await importNames(SHOP, order.name, "me");
    await importWaiting(SHOP);
    expect(await stored(order.id)).toBe(true);
    expect((await homeNumbers(SHOP)).leftOut).toEqual([]);
  });

  it("older than the app, or archived by a person, is left alone, by a backfill too unless that asks for it", async () => {
    place(); // a sync that found nothing would begin anew
    const old = sell();
    record(old.id).createdAt = new Date(Date.now() - 10 * 86_400_000).toISOString();
    const byHand = place();
    simulator.act(SHOP, "archiveOrder", { order: byHand.id });
    await sync();
    for (const { id } of [old, byHand]) {
      touch(id);
      await sync();
      expect([await stored(id), await waits(id)]).toEqual([false, 0]);
    }
    expect(await skipped(old.id)).toEqual(["archived:before"]);
    expect(await skipped(byHand.id)).toEqual(["archived:byHand"]);
    await sync(SHOP, { includeArchived: true });
    expect([await stored(old.id), await stored(byHand.id)]).toEqual([true, true]);
  });
});

const NEVER = {
  cancelledOrders: "skip",
  testOrders: "skip",
  highRiskOrders: "skip",
} as const satisfies Partial<Settings>;

describe("an order that the card does not import", () => {
  const sorts: [string, () => { id: OrderId; name: string }][] = [
    [
      "cancelled-not-imported",
      () => {
        const order = place();
        simulator.act(SHOP, "cancelOrder", { order: order.id, reason: "CUSTOMER" });
        return order;
      },
    ],
    ["test-not-imported", () => place(SHOP, { test: true })],
    ["high-risk-not-imported", () => place(SHOP, { risk: "HIGH" })],
  ];
  it.each(sorts)("%s: is not stored, and is named with its reason", async (cause, make) => {
    await card(NEVER);
    const [order, other] = [make(), place()];
    const runId = await sync();
    expect([await stored(order.id), await waits(order.id)]).toEqual([false, 0]);
    expect(await stored(other.id)).toBe(true);
    expect(await skipped(order.id)).toEqual([cause]);
    expect(await getRun(SHOP, runId)).toMatchObject({ state: "done", done: 1, leftOut: 1 });
    expect((await homeNumbers(SHOP)).leftOut).toEqual([
      { reason: cause, count: 1, more: false, setting: null },
    ]);
    // A person who names it decides.
    await importNames(SHOP, order.name, "me");
    await webhook(order.id);
    await importWaiting(SHOP);
    expect(await stored(order.id)).toBe(true);
  });

  it("reads cancelled a moment before it reads closed: imported once, and both are known then", async () => {
    const order = place();
    await sync();
    simulator.act(SHOP, "cancelOrder", { order: order.id, reason: "CUSTOMER", closesLater: true });
    await sync();
    const read = async () =>
      db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } });
    expect(await read()).toMatchObject({ closed: false, cancelledAt: expect.any(Date) as Date });
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "archiveOrder", { order: order.id });
    await sync();
    expect(await read()).toMatchObject({ closed: true, cancelledAt: expect.any(Date) as Date });
    expect(await db.order.count({ where: { shop: SHOP, orderId: order.id } })).toBe(1);
  });

  it("comes in with the next sync once the card takes such orders, and only then", async () => {
    await card({ ...NEVER, importSelfArchived: false });
    const [cancelled, risky, archived] = [place(), place(SHOP, { risk: "HIGH" }), sell()];
    simulator.act(SHOP, "cancelOrder", { order: cancelled.id, reason: "CUSTOMER" });
    await sync();
    await sync();
    const all = async () => Promise.all([cancelled, risky, archived].map(({ id }) => stored(id)));
    expect(await all()).toEqual([false, false, false]);
    const one = { count: 1, more: false };
    expect(await leftOutBySetting(SHOP)).toEqual({
      cancelledOrders: one,
      highRiskOrders: one,
      importSelfArchived: one,
    });
    expect(await leftOutBySetting(OTHER_SHOP)).toEqual({});
    await card({ ...NEVER, cancelledOrders: "document" });
    const runId = await sync();
    expect(await all()).toEqual([true, false, true]);
    expect(await getRun(SHOP, runId)).toMatchObject({ state: "done", done: 2 });
    expect((await homeNumbers(SHOP)).leftOut).toMatchObject([
      { reason: "high-risk-not-imported", count: 1 },
    ]);
    expect(await leftOutBySetting(SHOP)).toEqual({ highRiskOrders: one });
  });

  it("comes in once its risk is lowered, and stays and is updated once it is in", async () => {
    await card(NEVER);
    const order = place(SHOP, { risk: "HIGH" });
    await sync();
    expect(await stored(order.id)).toBe(false);
    record(order.id).risk.assessments[0]!.riskLevel = "LOW";
    touch(order.id);
    await sync();
    expect(await stored(order.id)).toBe(true);
    simulator.act(SHOP, "cancelOrder", { order: order.id, reason: "CUSTOMER" });
    await sync();
    expect(
      await db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } }),
    ).toMatchObject({ cancelledAt: expect.any(Date) as Date });
    expect(await skipped(order.id)).toEqual(["high-risk-not-imported"]);
  });

  it("is not stored either when it changes between the listing and its import", async () => {
    await card(NEVER);
    const [order, other] = [place(), place()];
    const { runId } = await startSync(SHOP, { trigger: "click", by: "me" });
    await runListing(SHOP, runId);
    expect(await waits(order.id)).toBe(1);
    simulator.act(SHOP, "cancelOrder", { order: order.id, reason: "CUSTOMER" });
    await importWaiting(SHOP);
    expect([await stored(order.id), await waits(order.id)]).toEqual([false, 0]);
    expect(await stored(other.id)).toBe(true);
    expect(await skipped(order.id)).toEqual(["cancelled-not-imported"]);
    expect(await getRun(SHOP, runId)).toMatchObject({ state: "done", done: 1, leftOut: 1 });
  });

  it("leaves the list when it waited there; one that a person let in or excluded keeps that", async () => {
    await card({ autoSyncOrders: false });
    const [waiting, released, excluded] = [place(), place(), place()].map(({ id }) => id) as [
      OrderId,
      OrderId,
      OrderId,
    ];
    await sync(SHOP, { filter: { tags: ["nothing"] } });
    await importSelected(SHOP, [released], "me");
    await db.orderToImport.updateMany({
      where: { shop: SHOP, orderId: excluded },
      data: { verdict: "excluded" },
    });
    await card(NEVER);
    for (const id of [waiting, released, excluded]) {
      record(id).risk.assessments = [{ riskLevel: "HIGH", provider: null, facts: [] }];
      touch(id);
      await webhook(id);
    }
    expect([await waits(waiting), await waits(released), await waits(excluded)]).toEqual([0, 1, 1]);
    await importWaiting(SHOP);
    expect([await stored(waiting), await stored(released), await stored(excluded)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
