/** What orders of real stores look like beside the plain ones, and what becomes of them by itself. */
import { describe, expect, it } from "vitest";
import { testWorld } from "./testing.ts";
import { askedShop } from "./testing-graphql.ts";

const mug = { variant: "MUG-BLUE", quantity: 1 };

describe("paid and fulfilled orders (recorded-answers §1)", () => {
  const shop = (archivesOrders = true) => {
    const world = testWorld("empty");
    world.control.setShop!({ archivesOrders });
    const { id } = world.control.placeOrder!({ spec: { lines: [mug] } }) as { id: string };
    return {
      world,
      id,
      order: world.store().order(id),
      act: (name: string, args: Record<string, unknown> = {}) =>
        world.control[name]!({ order: id, ...args }),
      later: () => {
        world.clock.advance(1_000);
        world.control.listOrders!({});
      },
    };
  };

  it("archive themselves a second later", () => {
    const { act, order, later, world } = shop();
    const topics: string[] = [];
    world.onEvent(({ topic }) => topics.push(topic));
    act("fulfillOrder");
    expect(order.closedAt).toBeNull();
    later();
    expect(order.closedAt).toBe("2026-11-21T09:00:01Z");
    expect(topics.at(-1)).toBe("orders/updated");
  });
  it("stay open in a shop that turned it off, and while something is owed or left to ship", () => {
    const off = shop(false);
    off.act("fulfillOrder");
    off.later();
    expect(off.order.closedAt).toBeNull();
    const unpaid = testWorld("empty");
    const { id } = unpaid.control.placeOrder!({
      spec: { lines: [mug], payments: [{ status: "PENDING" }] },
    }) as { id: string };
    unpaid.control.fulfillOrder!({ order: id });
    unpaid.clock.advance(1_000);
    unpaid.control.listOrders!({});
    expect(unpaid.store().order(id).closedAt).toBeNull();
  });
  it("are open again after a cancelled fulfillment, and stay as a person opened them", () => {
    const { act, order, later } = shop();
    act("fulfillOrder");
    later();
    act("unarchiveOrder");
    later();
    expect(order.closedAt).toBeNull();
    act("archiveOrder");
    act("cancelFulfillment");
    expect(order.closedAt).toBeNull();
  });
  it("are open again after an edit that adds something", () => {
    const { act, order, later } = shop();
    act("fulfillOrder");
    later();
    act("editOrder", { add: [mug] });
    expect(order.closedAt).toBeNull();
  });
});

describe("names and dates", () => {
  it("a name is what an app gave, also one that another order has", () => {
    const world = testWorld("empty");
    for (let n = 0; n < 2; n += 1)
      world.control.placeOrder!({ spec: { name: "EN#1001", lines: [mug] } });
    expect(world.store().orders.map(({ name }) => name)).toEqual(["EN#1001", "EN#1001"]);
  });
  it("an order that was brought in was sold before it was created", () => {
    const world = testWorld("empty");
    world.control.placeOrder!({ spec: { soldHoursEarlier: 30, lines: [mug] } });
    expect(world.store().orders[0]).toMatchObject({
      createdAt: "2026-11-21T09:00:00Z",
      processedAt: "2026-11-20T03:00:00Z",
    });
  });
});

describe("lines", () => {
  it("of a bundle share its group, and a tip has the name of the buyer's language", async () => {
    const { world, ask } = askedShop();
    const { id } = world.control.placeOrder!({
      spec: {
        locale: "de-DE",
        lines: [
          { ...mug, bundle: "Gift set" },
          { title: "Card", price: "3.00", bundle: "Gift set" },
          { kind: "tip", price: "2.00" },
        ],
      },
    }) as { id: string };
    const { data } = await ask(
      `{ order(id: "${id}") { lineItems(first: 5) { nodes { title lineItemGroup { title quantity } } } } }`,
    );
    const group = { title: "Gift set", quantity: 1 };
    expect(data).toMatchObject({
      order: {
        lineItems: {
          nodes: [
            { lineItemGroup: group },
            { title: "Card", lineItemGroup: group },
            { title: "Trinkgeld", lineItemGroup: null },
          ],
        },
      },
    });
  });

  it("tax lines and discounts come in another order; sums stay", async () => {
    const { world, ask } = askedShop();
    const { id } = world.control.placeOrder!({
      spec: {
        taxes: [
          { title: "City", rate: "0.02" },
          { title: "State", rate: "0.06" },
        ],
        lines: [{ ...mug, discount: { amount: "1.00", title: "Friend" } }],
        discounts: [{ percent: "10", title: "Week" }],
      },
    }) as { id: string };
    const query = `{ order(id: "${id}") { totalPriceSet { shopMoney { amount } } lineItems(first: 1) { nodes { taxLines { title } discountAllocations { allocatedAmountSet { shopMoney { amount } } } } } } }`;
    interface Read {
      order: {
        totalPriceSet: unknown;
        lineItems: { nodes: { taxLines: unknown[]; discountAllocations: unknown[] }[] };
      };
    }
    const read = async () => ((await ask(query)).data as unknown as Read).order;
    const before = await read();
    world.control.reorderLists!({ order: id });
    const after = await read();
    const [was, is] = [before.lineItems.nodes[0]!, after.lineItems.nodes[0]!];
    expect(is.taxLines).toEqual([...was.taxLines].reverse());
    expect(is.discountAllocations).toEqual([...was.discountAllocations].reverse());
    expect(after.totalPriceSet).toEqual(before.totalPriceSet);
  });

  it("of an exchange are lines of the order, held until the goods are back", async () => {
    const { world, ask } = askedShop();
    const { id } = world.control.placeOrder!({ spec: { lines: [mug] } }) as { id: string };
    world.control.fulfillOrder!({ order: id });
    world.control.returnOrder!({
      order: id,
      lines: [{ line: 0, quantity: 1 }],
      exchange: [{ variant: "MUG-BLUE" }],
    });
    const { data, errors } = await ask(
      `{ order(id: "${id}") { lineItems(first: 5) { nodes { id } } fulfillmentOrders(first: 5) { nodes { status fulfillmentHolds { displayReason } } } returns(first: 1) { nodes { exchangeLineItems(first: 1) { nodes { quantity title lineItems { id } } } } } } }`,
    );
    expect(errors ?? []).toEqual([]);
    const { order } = data as unknown as {
      order: {
        lineItems: { nodes: { id: string }[] };
        fulfillmentOrders: { nodes: unknown[] };
        returns: { nodes: { exchangeLineItems: { nodes: { lineItems: unknown }[] } }[] };
      };
    };
    expect(order.fulfillmentOrders.nodes).toMatchObject([
      { status: "CLOSED" },
      {
        status: "ON_HOLD",
        fulfillmentHolds: [{ displayReason: "Exchange items awaiting return delivery" }],
      },
    ]);
    expect(order.returns.nodes[0]?.exchangeLineItems.nodes[0]?.lineItems).toEqual([
      { id: order.lineItems.nodes[1]?.id },
    ]);
  });

  it("store credit pays like any gateway, and has no payment id", () => {
    const world = testWorld("empty");
    world.control.placeOrder!({
      spec: {
        lines: [mug],
        payments: [{ gateway: "shopify_store_credit", amount: "5.00" }, {}],
      },
    });
    const [credit, card] = world.store().orders[0]!.transactions;
    expect(credit).toMatchObject({
      gateway: "shopify_store_credit",
      formattedGateway: "Store credit",
      kind: "SALE",
      paymentId: null,
    });
    expect(card?.paymentId).not.toBeNull();
  });
});
