import type { OrderId } from "#app/lib/ids.ts";
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { orderCards } from "./announce/order-cards.server.ts";
import { importWaiting } from "./import/import.server.ts";
import { announceIds } from "./announce/list-orders.server.ts";
import {
  exclude,
  importNames,
  importSelected,
  include,
  resyncOrder,
  resyncOrders,
} from "./order-actions.server.ts";
import { typedNames } from "#app/domain/order-filter/order-names.ts";
import { ordersNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { storedListed } from "#app/domain/order-filter/listed.ts";
import { importIdsAt, importScreen } from "./views/import-list.server.ts";
import { db } from "#app/db/client.server.ts";
import { listOrders } from "./lists/list-orders.server.ts";
import { countToImport, getOrder, listOrdersToImport } from "./lists/order-lists.server.ts";
import { changeSettings } from "#tests/scenarios/shop-at-work.ts";
import { spec, place, sync, openEmptyShops } from "./import/import.fixture.ts";

openEmptyShops();

describe("what a person does with an order to import", () => {
  it("excluded stays excluded, a change only marks it, included it is imported (I-26, IMP-3)", async () => {
    const order = place();
    await announceIds(SHOP, [order.id], { by: "click", cards: await orderCards(SHOP) });
    expect(await exclude(OTHER_SHOP, [order.id], "not ours", "me")).toBe(0);
    expect(await exclude(SHOP, [order.id], "duplicate", "me")).toBe(1);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "touchOrder", { order: order.id });
    await sync();
    const {
      rows: [row],
    } = await listOrdersToImport(SHOP, { tab: "excluded" });
    expect(row).toMatchObject({ orderId: order.id, changedSinceExcluded: true });
    expect(await include(SHOP, [order.id])).toMatchObject({ ok: true, value: 1 });
    await sync();
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
  });

  it("pasted names are looked up; too long and unknown ones are said each", async () => {
    const order = place();
    const answer = await importNames(
      SHOP,
      `${order.name}, #99999; x' OR name:*\n${"y".repeat(256)}`,
      "me",
    );
    expect(answer).toMatchObject({
      ok: true,
      value: {
        found: 1,
        unknown: ["#99999", "x' OR name:*"],
        tooLong: [`${"y".repeat(40)}…`],
      },
    });
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
  });

  it("a name may have any text before and after its number, and only its own order is imported and found", async () => {
    const wanted = ["EN#1", "[WEB]2", "S&S-1003", "№4", "O'Neil, 5", "100%_6\\", "#1-A"];
    const near = ["EN#12", "[WEB]22", "S&S-10033", "№44", "O'Neil, 55", "100xy6\\", "#12-A"];
    const ids = new Map([...wanted, ...near].map((name) => [name, place(SHOP, { name }).id]));
    const answer = await importNames(SHOP, typedNames(wanted), "me");
    expect(answer).toMatchObject({ ok: true, value: { found: wanted.length, unknown: [] } });
    await importWaiting(SHOP);
    expect((await listOrders(SHOP)).rows.map(({ name }) => name).sort()).toEqual(wanted.sort());
    await importNames(SHOP, typedNames(near), "me");
    await importWaiting(SHOP);
    for (const name of wanted) {
      expect(await ordersNamed(SHOP, name.toLowerCase()), name).toEqual([ids.get(name)]);
      expect(await ordersNamed(OTHER_SHOP, name)).toEqual([]);
      const { rows } = await listOrders(SHOP, { search: name.toUpperCase() });
      const longer = near.filter((other) => other.startsWith(name));
      expect(rows.map((row) => row.name).sort(), name).toEqual([name, ...longer].sort());
    }
    // The number alone finds the order, in the list and everywhere else.
    const order = await db.order.findFirst({ where: { shop: SHOP, name: "S&S-1003" } });
    const number = String(order?.number);
    expect(await ordersNamed(SHOP, number)).toEqual([ids.get("S&S-1003")]);
    expect((await listOrders(SHOP, { search: number })).rows).toMatchObject([{ name: "S&S-1003" }]);
  });

  it("orders to import are found the same way", async () => {
    const [one, other] = [place(SHOP, { name: "EN#_1" }), place(SHOP, { name: "EN#x1" })];
    await announceIds(SHOP, [one.id, other.id], { by: "click", cards: await orderCards(SHOP) });
    const found = async (search: string) =>
      (await listOrdersToImport(SHOP, { search })).rows.map(({ name }) => name);
    expect(await found("en#_1")).toEqual(["EN#_1"]);
    const row = await db.orderToImport.findFirst({ where: { shop: SHOP, orderId: other.id } });
    const { number } = storedListed.read(row?.listed, "the order");
    expect(await found(String(number))).toEqual(["EN#x1"]);
  });

  it("one order can be read again at once, of this shop only (IMP-10)", async () => {
    const order = place();
    expect(await resyncOrder(SHOP, order.id, "me")).toMatchObject({ ok: true, value: "changed" });
    expect(await resyncOrder(SHOP, order.id, "me")).toMatchObject({ ok: true, value: "unchanged" });
    expect(await resyncOrder(OTHER_SHOP, order.id, "me")).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await getOrder(OTHER_SHOP, order.id)).toBeNull();
    expect((await listOrders(OTHER_SHOP)).rows).toEqual([]);
  });

  it("an order that Shopify was too busy for comes in by itself later, though its card imports nothing unasked", async () => {
    await changeSettings(SHOP, { autoSyncOrders: false });
    const [order, unasked] = [place(), place()];
    await announceIds(SHOP, [unasked.id], { by: "webhook", cards: await orderCards(SHOP) });
    simulator.faults.arm({
      kind: "too-many-requests",
      operation: "ImportOrders",
      shop: SHOP,
      retryAfter: "3600",
    });
    expect(await resyncOrder(SHOP, order.id, "me")).toMatchObject({ ok: true, value: "busy" });
    const waits = await db.orderToImport.findFirstOrThrow({
      where: { shop: SHOP, orderId: order.id },
    });
    expect(waits).toMatchObject({ verdict: "ready", claimedBy: null });
    expect(waits.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).toBeNull();
    await db.orderToImport.update({
      where: { shop_orderId: { shop: SHOP, orderId: order.id } },
      data: { nextAttemptAt: new Date(0) },
    });
    await db.throttleBucket.updateMany({ data: { pausedUntil: new Date(0) } });
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
    expect(await getOrder(SHOP, unasked.id)).toBeNull();
  });

  it("one whose import died comes in with the next job, and what nobody wants brings no job back", async () => {
    await changeSettings(SHOP, { autoSyncOrders: false });
    const [order, paused] = [place(), place()];
    await announceIds(SHOP, [order.id, paused.id], {
      by: "webhook",
      cards: await orderCards(SHOP),
    });
    await db.orderToImport.update({
      where: { shop_orderId: { shop: SHOP, orderId: order.id } },
      data: { claimedBy: "a process that is gone", claimedAt: new Date(0) },
    });
    await importSelected(SHOP, [paused.id], "me");
    await db.syncRun.updateMany({ where: { shop: SHOP }, data: { state: "paused" } });
    await db.orderToImport.update({
      where: { shop_orderId: { shop: SHOP, orderId: paused.id } },
      data: { nextAttemptAt: new Date(0) },
    });
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
    expect(await getOrder(SHOP, paused.id)).toBeNull();
    const jobs = await db.$queryRaw<{ name: string }[]>`
      SELECT t.identifier AS name FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id`;
    expect(jobs.map(({ name }) => name)).not.toContain("importOrders");
  });

  it("an import of the whole result counts the held ones, and leaves them when told so", async () => {
    const ids: OrderId[] = [];
    for (let each = 0; each < 3; each += 1) ids.push(place().id);
    await announceIds(SHOP, ids, { by: "click", cards: await orderCards(SHOP) });
    const [first = ""] = ids;
    await db.orderToImport.updateMany({
      where: { shop: SHOP, orderId: first },
      data: { verdict: "held" },
    });
    const all = new URLSearchParams();
    expect(await importScreen(SHOP, all)).toMatchObject({ total: 3, totalHeld: 1, totalOthers: 2 });
    expect(await importScreen(SHOP, new URLSearchParams({ tab: "held" }))).toMatchObject({
      total: 1,
      totalHeld: 1,
    });
    expect((await importIdsAt(SHOP, all)).sort()).toEqual([...ids].sort());
    expect(await importIdsAt(OTHER_SHOP, all)).toEqual([]);
    expect((await importSelected(SHOP, ids, "me", "leave")).count).toBe(2);
    expect(await countToImport(SHOP, {})).toEqual({ total: 3, held: 1, others: 2 });
    expect((await importSelected(SHOP, ids, "me")).count).toBe(3);
    expect(await countToImport(SHOP, {})).toEqual({ total: 3, held: 0, others: 3 });
  });

  it("many are read again as one run, and what Shopify does not have is named", async () => {
    const order = place();
    const answer = await resyncOrders(SHOP, [order.id, "gid://shopify/Order/1"], "me");
    expect(answer).toMatchObject({
      ok: true,
      value: { count: 1, missing: ["gid://shopify/Order/1"] },
    });
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
  });

  it("lists page by page without doubles", async () => {
    simulator.act(SHOP, "placeOrder", { spec: spec(), count: 5 });
    await sync();
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof listOrders>> = await listOrders(SHOP, {
        limit: 2,
        after,
      });
      seen.push(...page.rows.map(({ orderId }) => orderId));
      if (!page.next) break;
      after = page.next;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});
