import { given } from "#app/lib/given.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { openEmptyShops, place, sync } from "#app/domain/orders/import/import.fixture.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { keepReturns } from "./keep-returns.server.ts";
import { returnsScreen } from "./views/return-list.server.ts";
import { returnView } from "./views/return-page.server.ts";

openEmptyShops();

const act = (name: string, order: string, args: object = {}) =>
  simulator.act(SHOP, name, { order, ...args });
async function returned(): Promise<{ id: OrderId; name: string }> {
  const order = place();
  act("fulfillOrder", order.id);
  act("returnOrder", order.id, { lines: [{ line: 0, quantity: 2, reason: "too-big" }] });
  await sync();
  await keepReturns(SHOP, [order.id]);
  return order;
}
const rows = async (query: Record<string, string> = {}) =>
  (await returnsScreen(SHOP, new URLSearchParams(query))).rows;

describe("the returns of imported orders (R-1)", () => {
  it("stand in the list, found by order and by their own name, in the view of their state", async () => {
    const order = await returned();
    const row = {
      name: `${order.name}-R1`,
      status: "OPEN",
      quantity: 2,
      processed: 0,
      refunded: 0,
    };
    for (const query of [{}, { q: order.name }, { q: `${order.name}-R1` }, { state: "open" }])
      expect(await rows(query), JSON.stringify(query)).toMatchObject([row]);
    for (const query of [{ q: `${order.name}-R2` }, { state: "closed" }, { q: "nothing" }])
      expect(await rows(query), JSON.stringify(query)).toEqual([]);
    expect((await returnsScreen(OTHER_SHOP, new URLSearchParams())).rows).toEqual([]);
    expect((await returnsScreen(SHOP, new URLSearchParams())).counts).toEqual({
      all: 1,
      requested: 0,
      open: 1,
      closed: 0,
      ended: 0,
      exchanges: 0,
    });
  });

  it("that send something out have a view of their own, and how many units", async () => {
    await returned();
    const order = place();
    act("fulfillOrder", order.id);
    act("returnOrder", order.id, {
      lines: [{ line: 0, quantity: 1, reason: "color" }],
      exchange: [{ title: "Saucer", price: "3.00", quantity: 2 }],
    });
    await sync();
    await keepReturns(SHOP, [order.id]);
    expect(await rows({ state: "exchanges" })).toMatchObject([
      { name: `${order.name}-R1`, quantity: 1, exchanged: 2 },
    ]);
    expect((await returnsScreen(SHOP, new URLSearchParams())).counts).toMatchObject({
      all: 2,
      exchanges: 1,
    });
  });

  it("follow what becomes of them, though the order is not touched by it", async () => {
    const order = await returned();
    act("processReturn", order.id);
    act("refundOrder", order.id, {
      lines: [{ line: 0, quantity: 1, restock: "NO_RESTOCK" }],
      ofReturn: 0,
    });
    act("closeReturn", order.id);
    await sync();
    await keepReturns(SHOP, [order.id]);
    expect(await rows()).toMatchObject([{ status: "CLOSED", processed: 2, refunded: 1 }]);
  });

  it("have a page with reason, goods and order; one of another shop has none", async () => {
    const order = await returned();
    act("disposeReturn", order.id, {
      lines: [{ line: 0, quantity: 1, type: "NOT_RESTOCKED", location: "luebeck" }],
    });
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "touchOrder", { order: order.id });
    await sync();
    await keepReturns(SHOP, [order.id]);
    const { id } = given((await rows())[0], "the return");
    expect(await returnView(SHOP, id)).toMatchObject({
      name: `${order.name}-R1`,
      order: { name: order.name },
      lines: [{ title: "Cup", quantity: 2, reason: { name: "Too big" } }],
      goods: [{ title: "Cup", type: "NOT_RESTOCKED", quantity: 1 }],
      refunds: [],
    });
    expect(await returnView(OTHER_SHOP, id)).toBeNull();
  });

  it("are not kept by a card that imports none, and go when the card stops", async () => {
    const order = await returned();
    expect(await db.return.count({ where: { shop: SHOP } })).toBe(1);
    await installForTest(SHOP, { returnProcess: "none" });
    await keepReturns(SHOP, [order.id]);
    expect(await db.return.count({ where: { shop: SHOP } })).toBe(0);
  });
});
