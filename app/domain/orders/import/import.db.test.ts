import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { orderCards } from "../announce/order-cards.server.ts";
import { importWaiting } from "./import.server.ts";
import { announceIds } from "../announce/list-orders.server.ts";
import { importSelected, resyncOrder } from "../order-actions.server.ts";
import { getOrder, listOrdersToImport } from "../lists/order-lists.server.ts";
import { runListing, startSync } from "../announce/sync-run.server.ts";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { spec, place, sync, asked, openEmptyShops } from "./import.fixture.ts";

openEmptyShops();

describe("a batch", () => {
  it("with an order whose part arrives null imports the others; this one is an error on its own row, and comes in once Shopify gives it whole (I-23, IMP-4)", async () => {
    const [good, bad] = [place(), place()];
    const record = (simulator.world(SHOP) as ShopWorld)
      .store()
      .orders.find(({ id }) => id === bad.id) as unknown as Record<string, unknown>;
    await announceIds(SHOP, [good.id, bad.id], { by: "click", cards: await orderCards(SHOP) });
    const { tags } = record;
    record["tags"] = null;
    await importSelected(SHOP, [good.id, bad.id], "me");
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, good.id)).not.toBeNull();
    expect(await getOrder(SHOP, bad.id)).toBeNull();
    expect(await db.orderToImport.findFirst({ where: { shop: SHOP } })).toMatchObject({
      orderId: bad.id,
      verdict: "error",
      reason: { kind: "import-failed" },
    });
    simulator.log.defects.length = 0; // the simulated shop noticed that its own data was broken
    record["tags"] = tags;
    expect(await resyncOrder(SHOP, bad.id, "me")).toMatchObject({ ok: true });
    expect(await getOrder(SHOP, bad.id)).not.toBeNull();
  });

  it("with an order that does not exist imports the others and says what is wrong with this one", async () => {
    const good = place();
    await announceIds(SHOP, [good.id], { by: "click", cards: await orderCards(SHOP) });
    const { listed } = await db.orderToImport.findFirstOrThrow({ where: { shop: SHOP } });
    await db.orderToImport.create({
      data: {
        shop: SHOP,
        orderId: "gid://shopify/Order/999999999",
        name: "#gone",
        verdict: "ready",
        listed: listed ?? {},
        orderCreatedAt: new Date(),
        shopifyUpdatedAt: new Date(),
        announcedBy: "click",
        announcedAt: new Date(),
      },
    });
    await importSelected(SHOP, [good.id, "gid://shopify/Order/999999999"], "me");
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, good.id)).not.toBeNull();
    const {
      rows: [row],
    } = await listOrdersToImport(SHOP, { tab: "error" });
    expect(row).toMatchObject({ name: "#gone", reason: { kind: "order-unreadable" } });
  });

  it("is halved when Shopify fails, and nothing is lost", async () => {
    simulator.act(SHOP, "placeOrder", { spec: spec(), count: 4 });
    simulator.faults.arm({ kind: "error-before-act", operation: "ImportOrders", count: 1 });
    await sync();
    expect(await db.order.count()).toBe(4);
    expect(await asked("ImportOrders")).toBe(3);
  });

  it("of chosen orders is followed by the next until each had its turn, once", async () => {
    const placed = simulator.act(SHOP, "placeOrder", { spec: spec(), count: 120 }) as {
      orders: { id: OrderId }[];
    };
    const ids = placed.orders.map(({ id }) => id);
    const [broken] = (simulator.world(SHOP) as ShopWorld)
      .store()
      .orders.filter(({ id }) => id === ids[0]) as unknown as Record<string, unknown>[];
    await announceIds(SHOP, ids, { by: "click", cards: await orderCards(SHOP) });
    if (broken) broken["tags"] = null;
    const { imported, failed } = await importWaiting(SHOP, { only: ids });
    expect(failed).toEqual([ids[0]]);
    expect(imported).toHaveLength(119);
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(119);
    simulator.log.defects.length = 0; // the simulated shop noticed that its own data was broken
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
