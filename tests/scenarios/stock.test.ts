// S2, Inventory process; INV-1. Stock of the ledger at a shop at work: seen first, sent once, and never twice.
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { PULL_STOCK } from "#app/domain/stock/jobs.ts";
import { checkAll, confirmLoss, startSending, turnOn } from "#app/domain/stock/sync.server.ts";
import { startDue } from "#app/domain/stock/due.server.ts";
import { adjustStock } from "#app/erp/ledger/back-office/items.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { skipOne } from "#app/domain/attention/skip-tasks.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { quantityOf } from "#tests/simulators/shopify/world/inventory.ts";
import { anOrder, booksOf, place, processed } from "./back-office.ts";
import { changeSettings, inEmptyShop, leaveOrdersOpen, sync, worldOf } from "./shop-at-work.ts";

const SHOP = "stock-story.myshopify.com";
inEmptyShop(SHOP);

const effects = (mutation = "inventorySetQuantities") =>
  simulator.log.effects.filter((effect) => effect.mutation === mutation && effect.shop === SHOP);
const available = (sku: string, location = "luebeck"): number | undefined => {
  const store = worldOf(SHOP).store();
  const level = store
    .variant(sku)
    .inventoryItem.levels.find((one) => one.location === store.location(location));
  return level && quantityOf(store, level, "available");
};
const rowOf = (sku: string, at = "Lübeck Warehouse") =>
  db.stockLevel.findFirstOrThrow({ where: { shop: SHOP, sku, locationName: at } });
async function adjust(sku: string, quantity: string, location = "MAIN"): Promise<void> {
  const scope = await booksOf(SHOP);
  const item = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number: sku } });
  await adjustStock(scope, { itemId: item.id, location, quantity, by: "ann" });
}
async function pulled(): Promise<void> {
  await addJob(db, PULL_STOCK, { shop: SHOP });
  await drain();
}
/** As in the shop's Admin: stock counted by hand. */
const counted = (sku: string, quantity: number, location = "luebeck") =>
  simulator.act(SHOP, "setStock", { sku, location, available: quantity });
async function allow(): Promise<void> {
  simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, "write_inventory"]);
  forgetToken(SHOP);
  await installShop(SHOP);
}
const sale = (sku: string, quantity: number) =>
  anOrder({ lines: [{ variant: sku, quantity }], fulfillmentOrders: [{ location: "luebeck" }] });

beforeAll(async () => {
  leaveOrdersOpen(SHOP);
  await changeSettings(SHOP, { autoRelease: true });
});
beforeEach(() => {
  simulator.log.clear();
});
afterAll(() => releaseHolder());

describe("before anything is sent", () => {
  it("without Shopify's permission nothing is read, and the shop says so", async () => {
    await turnOn(SHOP);
    await drain();
    expect(await db.stockSync.findUnique({ where: { shop: SHOP } })).toMatchObject({
      checkingAt: null,
      refusedAt: expect.any(Date) as Date,
    });
    expect(await db.stockLevel.count({ where: { shop: SHOP } })).toBe(0);
  });

  it("a first check shows what would be sent, and sends nothing", async () => {
    await allow();
    await turnOn(SHOP);
    await drain();
    expect(await rowOf("MUG-BLUE")).toMatchObject({
      state: "differs",
      available: 100,
      wanted: 250,
      reason: "differs",
    });
    expect(await rowOf("PROTO-X9")).toMatchObject({ state: "left", reason: "noItem" });
    expect(await rowOf("TIDES-PDF")).toMatchObject({ state: "left", reason: "untracked" });
    expect(await rowOf("MUG-BLUE", "Hamburg Store")).toMatchObject({
      state: "left",
      reason: "notStocked",
    });
    // A location that shows no stock of the ERP is left alone.
    expect(
      await db.stockLevel.count({ where: { shop: SHOP, locationName: "Rotterdam Depot" } }),
    ).toBe(0);
    expect(effects()).toEqual([]);
  });

  it("what differs is then sent, many quantities in one call, and nothing where nothing differs", async () => {
    await startSending(SHOP);
    await drain();
    expect(effects()).toHaveLength(1);
    expect([available("MUG-BLUE"), available("ROPE-20")]).toEqual([250, 250]);
    expect(await rowOf("MUG-BLUE")).toMatchObject({
      state: "equal",
      available: 250,
      sentQuantity: 250,
      taskId: null,
    });
    await checkAll(SHOP);
    await drain();
    expect(effects()).toHaveLength(1);
    expect(await db.task.count({ where: { shop: SHOP, kind: "setStock" } })).toBe(1);
  });
});

describe("on change", () => {
  it("stock changed in the ledger shows in Shopify, without reading Shopify", async () => {
    await adjust("MUG-BLUE", "-3");
    await adjust("ROPE-20", "12");
    await pulled();
    expect([available("MUG-BLUE"), available("ROPE-20")]).toEqual([247, 262]);
    expect(effects()).toHaveLength(1);
    expect(
      simulator.log.requests.filter(({ operation }) => /^StockItems/.test(operation ?? "")),
    ).toEqual([]);
    await pulled();
    expect(effects()).toHaveLength(1);
  });

  it("a value that changed in Shopify meanwhile is read and decided again, never overwritten blindly", async () => {
    counted("MUG-BLUE", 240);
    await adjust("MUG-BLUE", "1");
    await adjust("MUG-WHITE", "1");
    await pulled();
    expect([available("MUG-BLUE"), available("MUG-WHITE")]).toEqual([248, 251]);
    const tasks = await db.task.findMany({
      where: { shop: SHOP, kind: "setStock" },
      orderBy: { createdAt: "desc" },
      take: 2,
    });
    expect(
      tasks.map(({ state, result }) => [state, (result as { written: boolean }).written]),
    ).toEqual([
      ["done", true],
      ["done", false],
    ]);
  });

  it("no unit is sold twice: an order that the ERP does not know yet is taken off, until the ERP reserves it", async () => {
    place(SHOP, { spec: sale("LANTERN", 4) });
    expect(available("LANTERN")).toBe(246);
    await adjust("LANTERN", "10"); // 260 in the ERP, which knows nothing of the sale
    await pulled();
    expect(available("LANTERN")).toBe(256);
    expect(await rowOf("LANTERN")).toMatchObject({ notInErp: 4, wanted: 256, state: "equal" });
    await sync(SHOP); // imported, and no document yet
    await adjust("LANTERN", "1");
    await pulled();
    expect(available("LANTERN")).toBe(257);
    await processed(SHOP); // its document reserves the goods in the ERP
    await pulled();
    expect(available("LANTERN")).toBe(257);
    expect(await rowOf("LANTERN")).toMatchObject({ notInErp: 0, wanted: 257, state: "equal" });
  });

  it("with on hand, Shopify takes its own orders off by itself", async () => {
    await changeSettings(SHOP, { stockQuantity: "onHand" });
    await checkAll(SHOP);
    await drain();
    expect(available("LANTERN")).toBe(257); // 261 on hand, 4 committed
    expect((await rowOf("LANTERN")).onHand).toBe(261);
    await changeSettings(SHOP, { stockQuantity: "available" });
    await checkAll(SHOP);
    await drain();
    expect(available("LANTERN")).toBe(257);
  });

  it("what is kept back is not offered", async () => {
    await changeSettings(SHOP, { safetyStock: 10 });
    await checkAll(SHOP);
    await drain();
    expect(available("ROPE-20")).toBe(252);
    await changeSettings(SHOP, { safetyStock: 0 });
    await checkAll(SHOP);
    await drain();
    expect(available("ROPE-20")).toBe(262);
  });
});

describe("items and locations", () => {
  it("an item is stocked at a mapped location where the card wants it, once", async () => {
    await adjust("MUG-BLUE", "7", "SHOP");
    await pulled();
    expect(available("MUG-BLUE", "hamburg")).toBeUndefined();
    await changeSettings(SHOP, { stockItemsAtLocations: true });
    await checkAll(SHOP);
    await drain();
    expect(available("MUG-BLUE", "hamburg")).toBe(7);
    const made = effects("inventoryActivate").length;
    await checkAll(SHOP);
    await drain();
    expect(effects("inventoryActivate")).toHaveLength(made);
    await changeSettings(SHOP, { stockItemsAtLocations: false });
  });

  it("two variants of one ERP item would each offer all of it: neither is sent, and both say why", async () => {
    const connectionId = (await booksOf(SHOP)).connectionId;
    const mug = await db.itemLink.findFirstOrThrow({
      where: { shop: SHOP, erpNumber: "MUG-BLUE" },
    });
    const white = await db.itemLink.findFirstOrThrow({
      where: { shop: SHOP, erpNumber: "MUG-WHITE" },
    });
    const link = (erpId: string) =>
      db.itemLink.updateMany({
        where: { shop: SHOP, connectionId, variantId: white.variantId },
        data: { erpId },
      });
    await link(mug.erpId);
    await checkAll(SHOP);
    await drain();
    for (const sku of ["MUG-BLUE", "MUG-WHITE"])
      expect(await rowOf(sku)).toMatchObject({
        state: "problem",
        reason: "sharedItem",
        wanted: null,
      });
    await link(white.erpId);
    await checkAll(SHOP);
    await drain();
    expect(await rowOf("MUG-WHITE")).toMatchObject({ state: "equal" });
  });

  it("an item deleted in Shopify keeps no other from being sent, and its row goes", async () => {
    simulator.act(SHOP, "deleteVariant", { sku: "FLAG-B" });
    await adjust("FLAG-A", "5");
    await adjust("FLAG-B", "5");
    await pulled();
    expect(available("FLAG-A")).toBe(255);
    expect(await rowOf("FLAG-B")).toMatchObject({ state: "problem", reason: "refused" });
    expect(
      await db.problem.count({ where: { shop: SHOP, kind: "stock-refused", clearedAt: null } }),
    ).toBe(1);
    await checkAll(SHOP);
    await drain();
    expect(await db.stockLevel.count({ where: { shop: SHOP, sku: "FLAG-B" } })).toBe(0);
    expect(
      await db.problem.count({ where: { shop: SHOP, kind: "stock-refused", clearedAt: null } }),
    ).toBe(0);
  });
});

describe("a stock list that lost much at once", () => {
  it("stops and asks; what comes back by itself goes on, what a person confirms is sent", async () => {
    await changeSettings(SHOP, { stockLossPercent: 20 });
    const skus = ["FLAG-C", "FLAG-D", "FLAG-E", "FLAG-F", "FLAG-G", "FLAG-H", "FLAG-I", "FLAG-J"];
    for (const sku of skus) await adjust(sku, "-250");
    await pulled();
    expect(effects()).toEqual([]);
    expect(await db.stockSync.findUnique({ where: { shop: SHOP } })).toMatchObject({
      heldGone: skus.length,
      heldAt: expect.any(Date) as Date,
    });
    const open = () =>
      db.problem.count({ where: { shop: SHOP, kind: "stock-held", clearedAt: null } });
    expect(await open()).toBe(1);
    for (const sku of skus.slice(1)) await adjust(sku, "250");
    await pulled();
    expect(await open()).toBe(0);
    expect([available("FLAG-C"), available("FLAG-D")]).toEqual([0, 250]);
    for (const sku of skus.slice(1)) await adjust(sku, "-250");
    await pulled();
    await checkAll(SHOP);
    await drain();
    expect(available("FLAG-D")).toBe(250);
    await confirmLoss(SHOP);
    await drain();
    expect(available("FLAG-D")).toBe(0);
    expect(await open()).toBe(0);
  });
});

describe("when", () => {
  it("Standard process for Inventory update supports a single feed for one facility/location in Shopify. The feed is executed on a daily basis, after work hours.", async () => {
    const restore = setClock({ now: () => new Date("2026-12-02T16:30:00Z") });
    try {
      counted("ROPE-20", 1);
      await db.stockSync.updateMany({
        where: { shop: SHOP },
        data: { pulledAt: new Date("2026-12-02T16:29:00Z"), checkedDay: new Date("2026-12-01") },
      });
      await startDue();
      await drain();
      expect(available("ROPE-20")).toBe(1);
    } finally {
      restore();
    }
    const evening = setClock({ now: () => new Date("2026-12-02T18:30:00Z") });
    try {
      await startDue();
      await startDue();
      await drain();
      expect(available("ROPE-20")).toBe(262);
    } finally {
      evening();
    }
  });

  it("at the hour the card says, not on days it says no, and on change only where it says so", async () => {
    const due = async (time: string): Promise<string> => {
      const restore = setClock({ now: () => new Date(time) });
      try {
        await startDue();
        await drain();
        const sync = await db.stockSync.findUniqueOrThrow({ where: { shop: SHOP } });
        return sync.checkedDay?.toISOString().slice(0, 10) ?? "";
      } finally {
        restore();
      }
    };
    await changeSettings(SHOP, { stockDailyHour: 6, stockOnChange: false });
    expect(await due("2026-12-03T04:30:00Z")).toBe("2026-12-02");
    expect(await due("2026-12-03T05:30:00Z")).toBe("2026-12-03");
    await changeSettings(SHOP, { stockDaily: false });
    expect(await due("2026-12-04T20:30:00Z")).toBe("2026-12-03");

    const before = available("CARDS");
    await adjust("CARDS", "-5");
    await pulled();
    await due("2026-12-04T20:40:00Z");
    expect(available("CARDS")).toBe(before);
    await changeSettings(SHOP, { stockOnChange: true });
    await pulled();
    expect(available("CARDS")).toBe((before ?? 0) - 5);
    await adjust("CARDS", "5");
    await pulled();
    await changeSettings(SHOP, { stockDaily: true, stockDailyHour: 19 });
  });
});

describe("on its worst day", () => {
  it("an answer that is lost after the act is looked up and not repeated", async () => {
    await adjust("CARDS", "5");
    simulator.faults.arm({ kind: "drop-answer", operation: "SetStock", shop: SHOP });
    await pulled();
    await drain({ future: true });
    expect(available("CARDS")).toBe(255);
    expect(effects()).toHaveLength(1);
    expect(await rowOf("CARDS")).toMatchObject({ state: "equal", sentQuantity: 255 });
  });

  it("a call that a busy server did not take is made again when it can act no more, once", async () => {
    await adjust("CARDS", "5");
    simulator.faults.arm({ kind: "error-before-act", operation: "SetStock", shop: SHOP });
    await pulled();
    expect(await rowOf("CARDS")).toMatchObject({ state: "sending" });
    const restore = setClock({ now: () => new Date(Date.now() + 120_000) });
    try {
      await drain({ future: true });
    } finally {
      restore();
    }
    expect(available("CARDS")).toBe(260);
    expect(effects()).toHaveLength(1);
  });

  it("a call that a person skips is not sent; the next check decides its quantities anew", async () => {
    await adjust("CARDS", "5");
    const before = available("CARDS") ?? 0;
    await changeSettings(SHOP, { allowOutgoingRequests: false });
    await pulled();
    const { taskId, state } = await rowOf("CARDS");
    expect(state).toBe("sending");
    expect(await skipOne(SHOP, taskId ?? "", "Counting first", "ann")).toMatchObject({ ok: true });
    expect(await rowOf("CARDS")).toMatchObject({ state: "left", reason: "putAside", taskId: null });
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await drain({ future: true });
    expect([available("CARDS"), effects().length]).toEqual([before, 0]);
    await checkAll(SHOP);
    await drain({ future: true });
    expect([available("CARDS"), effects().length]).toEqual([before + 5, 1]);
  });
});
