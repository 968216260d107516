import { simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { add } from "#app/money/decimal.ts";
import { Big } from "#tests/simulators/shopify/world/arithmetic/big.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import {
  anOrder,
  booksOf,
  captures,
  documentOf,
  edit,
  effectsOn,
  fulfilled,
  invoice,
  later,
  news,
  orderAt,
  type Placed,
  processed,
  ship,
} from "./back-office.ts";
import { changeSettings, inEmptyShop, leaveOrdersOpen, sync } from "./shop-at-work.ts";

/** The two events of the seed text "Sending order-related data back to Shopify", and what edits in the ERP do to them. */
const SHOP = "back-goods.myshopify.com";
const GOODS = [
  { variant: "MUG-BLUE", quantity: 4 },
  { variant: "ROPE-20", quantity: 2 },
];
const authorized = anOrder({
  lines: GOODS,
  payments: [{ kind: "AUTHORIZATION", multiCapturable: true }],
});
const paid = anOrder({ lines: GOODS, payments: [{}] });

const statusOf = (order: Placed): string =>
  displayFulfillmentStatus(orderAt(SHOP, order), "2026-10");
const openProblems = async (order: Placed): Promise<string[]> =>
  (
    await db.problem.findMany({
      where: { shop: SHOP, orderId: order.id, clearedAt: null },
      orderBy: { kind: "asc" },
    })
  ).map(({ kind }) => kind);
const tasksOf = async (order: Placed, kind: string): Promise<string[]> =>
  (
    await db.task.findMany({
      where: { shop: SHOP, orderId: order.id, kind },
      orderBy: { createdAt: "asc" },
    })
  ).map(({ state }) => state);
const totalOf = (order: Placed): string =>
  orderAt(SHOP, order).originalTotal.presentment.toFixed(2);
const exactly = (amount: string): string => new Big(amount).toFixed(2);
const sumOf = (amounts: string[]): string => exactly(add("0", ...amounts));

inEmptyShop(SHOP);

describe("sales order posted as shipment", () => {
  it("each partial shipment becomes a fulfillment of just the quantities shipped, with its tracking, and the rest follows", async () => {
    const [order] = (await processed(SHOP, { spec: paid })) as [Placed];
    await ship(SHOP, order, { lines: { "MUG-BLUE": "3" }, agent: "DHL", tracking: ["JD0001"] });
    await news(SHOP);
    expect(fulfilled(SHOP, order)).toMatchObject([{ tracking: ["JD0001"] }]);
    expect(Object.values(fulfilled(SHOP, order)[0]?.lines ?? {})).toEqual([3]);
    expect(statusOf(order)).toBe("PARTIALLY_FULFILLED");
    await ship(SHOP, order, { agent: "DHL", tracking: ["JD0002"] });
    await news(SHOP);
    expect(fulfilled(SHOP, order).map(({ lines }) => Object.values(lines).sort())).toEqual([
      [3],
      [1, 2],
    ]);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(await tasksOf(order, "createFulfillment")).toEqual(["done", "done"]);
    expect(effectsOn(SHOP, order, "fulfillmentCreate")).toHaveLength(2);
  });

  it("the buyer is told when the shop card says so, and not when it does not", async () => {
    const [told, untold] = (await processed(SHOP, { spec: paid }, { spec: paid })) as [
      Placed,
      Placed,
    ];
    await ship(SHOP, told);
    await news(SHOP);
    await changeSettings(SHOP, { sendShippingConfirmation: false });
    await ship(SHOP, untold);
    await news(SHOP);
    await changeSettings(SHOP, { sendShippingConfirmation: true });
    expect(
      [told, untold].map((order) =>
        effectsOn(SHOP, order, "fulfillmentCreate").map(({ result }) => result.notifyCustomer),
      ),
    ).toEqual([[true], [false]]);
  });

  it("the same product on two lines is shipped line by line", async () => {
    const [order] = (await processed(SHOP, {
      spec: anOrder({
        lines: [
          { variant: "MUG-BLUE", quantity: 2 },
          { variant: "MUG-BLUE", quantity: 5, price: "9.00" },
        ],
        payments: [{}],
      }),
    })) as [Placed];
    await ship(SHOP, order, { lines: { 1: "4" } });
    await news(SHOP);
    const [, second] = orderAt(SHOP, order).lines;
    expect(fulfilled(SHOP, order).map(({ lines }) => lines)).toEqual([
      { [`MUG-BLUE/${second?.id.split("/").at(-1)}`]: 4 },
    ]);
    await ship(SHOP, order);
    await news(SHOP);
    expect(statusOf(order)).toBe("FULFILLED");
  });

  it("goods at two locations become one fulfillment each, in one call per location", async () => {
    const [order] = (await processed(SHOP, {
      spec: anOrder({
        lines: GOODS,
        payments: [{}],
        fulfillmentOrders: [
          { location: "luebeck", lines: [{ line: 0, quantity: 3 }] },
          {
            location: "rotterdam",
            lines: [
              { line: 0, quantity: 1 },
              { line: 1, quantity: 2 },
            ],
          },
        ],
      }),
    })) as [Placed];
    await ship(SHOP, order, { tracking: ["SPLIT-1"] });
    await news(SHOP);
    expect(
      fulfilled(SHOP, order)
        .map(({ lines }) => Object.values(lines).sort())
        .sort(),
    ).toEqual([[1, 2], [3]]);
    expect(effectsOn(SHOP, order, "fulfillmentCreate")).toHaveLength(2);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(await openProblems(order)).toEqual([]);
  });

  it("a shipment that was undone before it was sent is never sent", async () => {
    const [order] = (await processed(SHOP, { spec: paid })) as [Placed];
    simulator.act(SHOP, "holdOrder", { order: order.id, reason: "OTHER" });
    const { id } = await ship(SHOP, order);
    await news(SHOP);
    expect(await openProblems(order)).toContain("fulfillment-held");
    const { undoShipment } = await import("#app/erp/ledger/back-office.server.ts");
    await undoShipment(await booksOf(SHOP), id, "warehouse");
    await news(SHOP);
    simulator.act(SHOP, "releaseHolds", { order: order.id });
    await sync(SHOP);
    await later(SHOP);
    expect(fulfilled(SHOP, order)).toEqual([]);
    expect(
      (await db.postedShipment.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } }))
        .state,
    ).toBe("reversed");
    expect(await openProblems(order)).toEqual([]);
  });
});

describe("sales order posted as invoice", () => {
  it("the order's authorized payments are saved with the invoice, each gets its own capture task, and is marked captured", async () => {
    const [order] = (await processed(SHOP, { kind: "two-authorizations" })) as [Placed];
    await ship(SHOP, order);
    const { number } = await invoice(SHOP, order);
    await news(SHOP);
    const stored = await db.postedInvoice.findFirstOrThrow({
      where: { shop: SHOP, number },
      include: { paymentLines: true },
    });
    expect(stored.state).toBe("captured");
    expect(
      stored.paymentLines.map(({ state, amount, captured }) => [state, amount.equals(captured)]),
    ).toEqual([
      ["captured", true],
      ["captured", true],
    ]);
    expect(await tasksOf(order, "readPayments")).toEqual(["done"]);
    expect(await tasksOf(order, "capturePayment")).toEqual(["done", "done"]);
    expect(effectsOn(SHOP, order, "orderCapture")).toHaveLength(2);
    expect(sumOf(captures(SHOP, order))).toBe(totalOf(order));
  });

  it("partial invoices capture what was posted, to the cent, and together the whole", async () => {
    const [order] = (await processed(SHOP, { spec: authorized })) as [Placed];
    const posted: string[] = [];
    for (const lines of [{ "MUG-BLUE": "1" }, { "MUG-BLUE": "2", "ROPE-20": "1" }, undefined]) {
      await ship(SHOP, order, lines ? { lines } : {});
      const { id } = await invoice(SHOP, order, "shipped");
      posted.push(
        (
          await db.ledgerPostedInvoice.findFirstOrThrow({ where: { shop: SHOP, id } })
        ).gross.toFixed(2),
      );
      await news(SHOP);
      expect(captures(SHOP, order).map(exactly)).toEqual(posted);
    }
    expect(sumOf(captures(SHOP, order))).toBe(totalOf(order));
    expect(await openProblems(order)).toEqual([]);
  });

  it("a payment that can be captured only once waits for the completing invoice, unless the merchant wants it at the first", async () => {
    const once = anOrder({ lines: GOODS, payments: [{ kind: "AUTHORIZATION" }] });
    const [patient, eager] = (await processed(SHOP, { spec: once }, { spec: once })) as [
      Placed,
      Placed,
    ];
    for (const [order, setting] of [
      [patient, "completing"],
      [eager, "first"],
    ] as const) {
      await changeSettings(SHOP, { captureOnce: setting });
      await ship(SHOP, order, { lines: { "MUG-BLUE": "1" } });
      await invoice(SHOP, order, "shipped");
      await news(SHOP);
    }
    expect(captures(SHOP, patient)).toEqual([]);
    expect(
      (await db.paymentLine.findFirstOrThrow({ where: { shop: SHOP, orderId: patient.id } })).state,
    ).toBe("later");
    expect(sumOf(captures(SHOP, eager))).toBe(totalOf(eager));
    await changeSettings(SHOP, { captureOnce: "completing" });
    for (const order of [patient, eager]) {
      await ship(SHOP, order);
      await invoice(SHOP, order);
      await news(SHOP);
      expect([captures(SHOP, order).length, sumOf(captures(SHOP, order))]).toEqual([
        1,
        totalOf(order),
      ]);
    }
  });

  it("the buyer's currency is captured to the cent, whatever the documents are booked in", async () => {
    const [order] = (await processed(SHOP, { kind: "authorized-in-dollars" })) as [Placed];
    await ship(SHOP, order);
    await invoice(SHOP, order);
    await news(SHOP);
    expect(sumOf(captures(SHOP, order))).toBe(totalOf(order));
    expect(effectsOn(SHOP, order, "orderCapture")).toMatchObject([{ result: { currency: "USD" } }]);
  });
});

describe("finished", () => {
  it("an order that is fulfilled, paid and complete in the ERP is archived on both sides, once, and its echoes change nothing", async () => {
    leaveOrdersOpen(SHOP);
    const [order] = (await processed(SHOP, { spec: authorized })) as [Placed];
    await ship(SHOP, order);
    await invoice(SHOP, order);
    await news(SHOP);
    const versions = await db.orderVersion.count({ where: { shop: SHOP, orderId: order.id } });
    await sync(SHOP);
    expect(orderAt(SHOP, order).closedAt).not.toBeNull();
    expect(
      (await db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } })).closed,
    ).toBe(true);
    const tasks = await db.task.count({ where: { shop: SHOP } });
    const writes = simulator.log.effects.length;
    await sync(SHOP);
    await sync(SHOP);
    expect(await db.orderVersion.count({ where: { shop: SHOP, orderId: order.id } })).toBe(
      versions,
    );
    expect(await db.task.count({ where: { shop: SHOP } })).toBe(tasks);
    expect(simulator.log.effects).toHaveLength(writes);
    expect(effectsOn(SHOP, order, "orderClose")).toHaveLength(1);
  });
});

describe("edited in the ERP", () => {
  it("change the location, post the shipment: fulfilled, at Shopify's own location", async () => {
    const [order] = (await processed(SHOP, { spec: paid })) as [Placed];
    const document = await documentOf(SHOP, order);
    const line = document.lines.find(({ itemId }) => itemId !== null);
    await edit(SHOP, order, {
      change: [{ lineId: line?.id ?? "", location: line?.location === "SHOP" ? "MAIN" : "SHOP" }],
    });
    await ship(SHOP, order);
    await news(SHOP);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(orderAt(SHOP, order).fulfillmentRecords.map(({ location }) => location?.id)).toEqual([
      orderAt(SHOP, order).fulfillmentOrderRecords[0]?.location.id,
    ]);
  });

  it("decrease the quantity, post the shipment: partially fulfilled", async () => {
    const [order] = (await processed(SHOP, { spec: paid })) as [Placed];
    const line = (await documentOf(SHOP, order)).lines.find(({ itemId }) => itemId !== null);
    await edit(SHOP, order, { change: [{ lineId: line?.id ?? "", quantity: "1" }] });
    await ship(SHOP, order);
    await news(SHOP);
    expect(statusOf(order)).toBe("PARTIALLY_FULFILLED");
    expect(Object.values(fulfilled(SHOP, order)[0]?.lines ?? {}).sort()).toEqual([1, 2]);
    expect(await openProblems(order)).toEqual([]);
  });

  it("increase the quantity, post the shipment: what remains is fulfilled, and a problem names the surplus", async () => {
    const [order] = (await processed(SHOP, { spec: paid })) as [Placed];
    const line = (await documentOf(SHOP, order)).lines.find(({ itemId }) => itemId !== null);
    await edit(SHOP, order, { change: [{ lineId: line?.id ?? "", quantity: "7" }] });
    await ship(SHOP, order);
    await news(SHOP);
    expect(statusOf(order)).toBe("FULFILLED");
    const problem = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId: order.id, kind: "shipped-more-than-remains", clearedAt: null },
    });
    expect(JSON.stringify(problem.detail)).toMatch(/3/);
  });

  it("add a new item, post the shipment: fulfilled, the new line stays out of Shopify, and the order says so", async () => {
    const [order] = (await processed(SHOP, { spec: paid })) as [Placed];
    const item = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number: "CARDS" } });
    await edit(SHOP, order, {
      add: [
        {
          key: "new",
          itemId: item.id,
          variantCode: "",
          quantity: "1",
          unitPrice: "5.00",
          location: "MAIN",
        },
      ],
    });
    await ship(SHOP, order);
    await news(SHOP);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(orderAt(SHOP, order).lines).toHaveLength(2);
    expect(await openProblems(order)).toEqual(["shipped-beyond-order"]);
  });
});
