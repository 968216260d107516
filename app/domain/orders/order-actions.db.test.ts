import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { orderCards } from "./announce/order-cards.server.ts";
import { importWaiting } from "./import/import.server.ts";
import { announceIds } from "./announce/list-orders.server.ts";
import { exclude, importNames, include, resyncOrder } from "./order-actions.server.ts";
import { getOrder, listOrders, listOrdersToImport } from "./lists/order-lists.server.ts";
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

  it("pasted names are looked up; malformed and unknown ones are said each", async () => {
    const order = place();
    const answer = await importNames(SHOP, `${order.name}, #99999; "x' OR name:*"`, "me");
    expect(answer).toMatchObject({
      ok: true,
      value: { found: 1, unknown: ["#99999"], malformed: [{ why: "badCharacters" }] },
    });
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
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
