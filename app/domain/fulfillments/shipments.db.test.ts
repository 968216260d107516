import type { ConnectionId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { skipTask } from "#app/domain/skipped/skip-task.server.ts";
import { forgetOrders, installForTest } from "#tests/fixtures/installed-shop.ts";
import {
  documentOf,
  effects,
  placeOrder,
  post,
  processed,
  shipment,
  shipmentOf,
  work,
} from "#tests/fixtures/shipments.ts";
import type { Processed } from "#tests/fixtures/shipments.ts";
import { sendShipments } from "./send-shipments.server.ts";
import { retryShipments, skipShipment } from "./shipment-actions.server.ts";
import { storeShipments } from "./store-shipments.server.ts";
import { wakeHeld } from "./wake-held.server.ts";

let connectionId: ConnectionId;
const two = {
  lines: [
    { title: "Cup", price: "10.00", quantity: 3 },
    { title: "Plate", price: "5.00", quantity: 2 },
  ],
};

beforeAll(async () => {
  simulator.reset();
  simulator.clock.set(new Date());
  simulator.install(SHOP);
  await installForTest(SHOP, { allowOutgoingRequests: true, sendShippingConfirmation: true });
  ({ id: connectionId } = await db.erpConnection.create({
    data: { shop: SHOP, adapter: "ledger", title: "Ledger", settings: {} },
  }));
});
beforeEach(async () => {
  await forgetOrders();
  await db.postedShipment.deleteMany({ where: { shop: SHOP } });
  await db.skippedRecord.deleteMany({ where: { shop: SHOP } });
  simulator.log.clear();
});
afterAll(async () => {
  expect(simulator.log.defects).toEqual([]);
  await releaseHolder();
});

const order = (spec: Record<string, unknown> = two) => processed(SHOP, connectionId, spec);
/** Posts one shipment and works what follows; answers its id. */
async function ship(
  document: Processed,
  lines: [number, string][],
  more: Parameters<typeof shipmentOf>[2] = {},
): Promise<string> {
  const [id] = await post(SHOP, connectionId, [
    shipmentOf(
      document,
      lines.map(([line, quantity]) => [document.line(line), quantity]),
      more,
    ),
  ]);
  await work(SHOP);
  return id ?? "";
}
const state = async (id: string) => {
  const { state: stands, reason, fulfillments } = await shipment(SHOP, id);
  return {
    state: stands,
    reason: (reason as { kind?: string } | null)?.kind ?? null,
    calls: (fulfillments as unknown[]).length,
  };
};
const sentLines = () => effects().map(({ lines }) => lines.map(({ quantity }) => quantity));
const skippedReasons = async () =>
  (await db.skippedRecord.findMany({ where: { shop: SHOP } })).map(
    ({ reason }) => (reason as { kind: string }).kind,
  );
const problems = async () =>
  (await db.problem.findMany({ where: { shop: SHOP, clearedAt: null } })).map(({ kind }) => kind);

describe("a posted shipment becomes a fulfillment (FUL-1)", () => {
  it("of a part first, then of the rest, each with its own tracking", async () => {
    const made = await order();
    await db.mapping.deleteMany({ where: { shop: SHOP } });
    const first = await ship(made, [[0, "1"]], {
      trackingNumbers: ["00340"],
      agentCode: "DHL",
      trackingUrl: "https://track.example/00340",
    });
    expect(await state(first)).toEqual({ state: "sent", reason: null, calls: 1 });
    expect(effects()).toMatchObject([
      {
        order: made.order.id,
        lines: [{ lineItem: made.line(0), quantity: 1 }],
        notifyCustomer: true,
      },
    ]);
    expect(made.order.fulfillmentRecords[0]?.tracking).toMatchObject([
      { number: "00340", company: "DHL" },
    ]);
    const rest = await ship(made, [
      [0, "2"],
      [1, "2"],
    ]);
    expect(await state(rest)).toEqual({ state: "sent", reason: null, calls: 1 });
    expect(sentLines()).toEqual([[1], [2, 2]]);
    expect(
      made.order.fulfillmentOrderRecords.every(({ lines }) =>
        lines.every(({ remainingQuantity }) => remainingQuantity === 0),
      ),
    ).toBe(true);
    expect(await db.orderEvent.count({ where: { shop: SHOP, kind: "fulfilled" } })).toBe(2);
    expect(
      await db.mapping.count({ where: { shop: SHOP, kind: "shippingAgent", key: "DHL" } }),
    ).toBe(1);
  });

  it("once, however often its event comes (F-1)", async () => {
    const made = await order();
    const event = shipmentOf(made, [[made.line(0), "3"]]);
    await post(SHOP, connectionId, [event, event]);
    await post(SHOP, connectionId, [event]);
    await work(SHOP);
    await post(SHOP, connectionId, [event]);
    await work(SHOP);
    expect(sentLines()).toEqual([[3]]);
  });

  it("with one call per location for goods at two, and for a line split over both (FUL-3)", async () => {
    const made = await order({
      ...two,
      fulfillmentOrders: [
        {
          location: "luebeck",
          lines: [
            { line: 0, quantity: 1 },
            { line: 1, quantity: 2 },
          ],
        },
        { location: "rotterdam", lines: [{ line: 0, quantity: 2 }] },
      ],
    });
    const id = await ship(made, [
      [0, "3"],
      [1, "2"],
    ]);
    expect(await state(id)).toEqual({ state: "sent", reason: null, calls: 2 });
    expect(
      effects()
        .flatMap(({ lines }) => lines.map(({ quantity }) => quantity))
        .sort(),
    ).toEqual([1, 2, 2]);
    expect(
      await db.task.count({ where: { shop: SHOP, kind: "createFulfillment", state: "done" } }),
    ).toBe(2);
  });

  it("line by line when one product stands on two lines", async () => {
    const made = await order({
      lines: [
        { sku: "CUP", title: "Cup", price: "10.00", quantity: 2 },
        { sku: "CUP", title: "Cup", price: "0.00", quantity: 1 },
      ],
    });
    await ship(made, [[1, "1"]]);
    expect(effects()[0]?.lines).toEqual([{ lineItem: made.line(1), quantity: 1 }]);
  });

  it("after the fulfillment order was split or moved behind our back", async () => {
    const made = await order();
    simulator.act(SHOP, "splitFulfillmentOrder", {
      order: made.order.id,
      lines: [{ line: 0, quantity: 1 }],
    });
    simulator.act(SHOP, "moveFulfillmentOrder", {
      order: made.order.id,
      fulfillmentOrder: 1,
      location: "hamburg",
    });
    const id = await ship(made, [
      [0, "3"],
      [1, "2"],
    ]);
    expect(await state(id)).toMatchObject({ state: "sent", calls: 2 });
    expect(
      made.order.fulfillmentOrderRecords
        .flatMap(({ lines }) => lines)
        .every(({ remainingQuantity }) => remainingQuantity === 0),
    ).toBe(true);
  });
});

describe("an order edited in the ERP before it is shipped (FUL-4)", () => {
  it("at another location: Shopify's location stays (F-16)", async () => {
    const made = await order();
    await ship(
      made,
      [
        [0, "3"],
        [1, "2"],
      ],
      { location: "ELSEWHERE" },
    );
    expect(made.order.fulfillmentRecords[0]?.location?.id).toBe(
      made.order.fulfillmentOrderRecords[0]?.location.id,
    );
  });
  it("with less: the order is partly fulfilled", async () => {
    const made = await order();
    await ship(made, [[0, "1"]]);
    expect(
      made.order.fulfillmentOrderRecords[0]?.lines.map(
        ({ remainingQuantity }) => remainingQuantity,
      ),
    ).toEqual([2, 2]);
  });
  it("with more: what remains is fulfilled, and a problem names the surplus", async () => {
    const made = await order();
    const id = await ship(made, [
      [0, "5"],
      [1, "2"],
    ]);
    expect(await state(id)).toEqual({
      state: "sent",
      reason: "shipped-more-than-remains",
      calls: 1,
    });
    expect((await shipment(SHOP, id)).reason).toMatchObject({ params: { surplus: "2 × Cup" } });
    expect(await problems()).toEqual(["shipped-more-than-remains"]);
    expect(sentLines()).toEqual([[3, 2]]);
  });
  it("with an added item: it is left out, the rest is fulfilled", async () => {
    const made = await order();
    const [id = ""] = await post(SHOP, connectionId, [
      shipmentOf(made, [
        [made.line(0), "3"],
        ["added-in-the-erp", "7"],
        ["shipping-1", "1"],
        [made.line(1), "2"],
      ]),
    ]);
    await work(SHOP);
    expect(await state(id)).toEqual({ state: "sent", reason: "shipped-beyond-order", calls: 1 });
    expect(sentLines()).toEqual([[3, 2]]);
  });
});

describe("what cannot be sent now", () => {
  it("waits while goods are held and goes when the hold is released; what is open goes at once (FUL-5)", async () => {
    const made = await order({
      ...two,
      fulfillmentOrders: [
        { lines: [{ line: 0, quantity: 3 }] },
        {
          lines: [{ line: 1, quantity: 2 }],
          hold: { reason: "INCORRECT_ADDRESS", notes: "Street?" },
        },
      ],
    });
    const id = await ship(made, [
      [0, "3"],
      [1, "2"],
    ]);
    expect(await state(id)).toEqual({ state: "waiting", reason: "fulfillment-held", calls: 1 });
    expect((await shipment(SHOP, id)).reason).toMatchObject({
      params: { holds: expect.stringContaining("Street?") as string },
    });
    expect(await problems()).toEqual(["fulfillment-held"]);
    await wakeHeld(SHOP, [made.order.id]);
    await work(SHOP);
    expect(await state(id)).toMatchObject({ state: "waiting" });
    simulator.act(SHOP, "releaseHolds", { order: made.order.id });
    await work(SHOP);
    expect(sentLines()).toEqual([[3]]);
    await wakeHeld(SHOP, [made.order.id]);
    await work(SHOP);
    expect(await state(id)).toEqual({ state: "sent", reason: null, calls: 2 });
    expect(sentLines()).toEqual([[3], [2]]);
    expect(await problems()).toEqual([]);
  });

  it("waits for the date of a scheduled fulfillment order", async () => {
    const made = await order({
      ...two,
      fulfillmentOrders: [
        {
          lines: [
            { line: 0, quantity: 3 },
            { line: 1, quantity: 2 },
          ],
          scheduledInHours: 48,
        },
      ],
    });
    const id = await ship(made, [[0, "3"]]);
    expect(await state(id)).toEqual({
      state: "waiting",
      reason: "fulfillment-scheduled",
      calls: 0,
    });
    simulator.act(SHOP, "scheduledReady", { order: made.order.id });
    await wakeHeld(SHOP, [made.order.id]);
    await work(SHOP);
    expect(await state(id)).toEqual({ state: "sent", reason: null, calls: 1 });
  });

  it("a marketplace's order waits until its payment is authorized (MKT-2)", async () => {
    const made = await order({
      ...two,
      source: { name: "tiktok", handle: "tiktok", displayName: "TikTok Shop" },
      payments: [{ kind: "AUTHORIZATION", status: "PENDING" }],
    });
    const id = await ship(made, [
      [0, "3"],
      [1, "2"],
    ]);
    expect(await state(id)).toEqual({ state: "waiting", reason: "held-marketplace", calls: 0 });
    expect(effects()).toEqual([]);
  });

  it("goods of a fulfillment service are a person's; once moved to an own location they go (F-13)", async () => {
    const made = await order({
      ...two,
      fulfillmentOrders: [
        { lines: [{ line: 0, quantity: 3 }] },
        { location: "nordhafen", lines: [{ line: 1, quantity: 2 }] },
      ],
    });
    const id = await ship(made, [
      [0, "3"],
      [1, "2"],
    ]);
    expect(await state(id)).toEqual({
      state: "failed",
      reason: "third-party-fulfillment",
      calls: 1,
    });
    expect((await shipment(SHOP, id)).fulfillments).toMatchObject([
      { lines: [{ lineId: made.line(0), quantity: 3 }] },
    ]);
    simulator.act(SHOP, "moveFulfillmentOrder", {
      order: made.order.id,
      fulfillmentOrder: 1,
      location: "hamburg",
    });
    expect(await retryShipments(SHOP, [id], "ann")).toBe(1);
    await work(SHOP);
    expect(await state(id)).toEqual({ state: "sent", reason: null, calls: 2 });
    expect(sentLines()).toEqual([[3], [2]]);
  });

  it("−1 when nothing is left, and goes again when a person says so (F-6, F-20)", async () => {
    const made = await order();
    simulator.act(SHOP, "fulfillOrder", { order: made.order.id });
    const id = await ship(made, [[0, "3"]]);
    expect(await state(id)).toEqual({
      state: "failed",
      reason: "nothing-left-to-fulfill",
      calls: 0,
    });
    expect(await skippedReasons()).toEqual(["nothing-left-to-fulfill"]);
    expect(await retryShipments(SHOP, [id], "ann")).toBe(1);
    await work(SHOP);
    expect(await state(id)).toMatchObject({ state: "failed" });
    expect((await skipShipment(SHOP, id, "by hand", "ann")).ok).toBe(true);
    expect(await state(id)).toMatchObject({ state: "skipped", reason: "skipped-by-hand" });
    expect(await problems()).toEqual([]);
    expect(effects()).toEqual([]);
  });

  it("−2 without a line of the order (F-2); parts of a piece are refused", async () => {
    const made = await order();
    const [none = "", half = ""] = await post(SHOP, connectionId, [
      shipmentOf(made, [
        ["added", "1"],
        [made.line(0), "0"],
      ]),
      shipmentOf(made, [[made.line(0), "1.5"]]),
    ]);
    await work(SHOP);
    expect(await state(none)).toEqual({
      state: "nothing",
      reason: "shipped-beyond-order",
      calls: 0,
    });
    expect(await state(half)).toEqual({ state: "failed", reason: "broken-quantity", calls: 0 });
    expect((await skippedReasons()).sort()).toEqual(["broken-quantity", "shipped-beyond-order"]);
    expect(effects()).toEqual([]);
  });

  it("one fractional line does not hold back the rest of its parcel", async () => {
    const made = await order();
    const id = await ship(made, [
      [0, "1.5"],
      [1, "2"],
    ]);
    expect(await state(id)).toEqual({ state: "sent", reason: "broken-quantity", calls: 1 });
    expect(sentLines()).toEqual([[2]]);
    expect(await problems()).toEqual(["broken-quantity"]);
  });

  it("what is no line of the order is told on the shipment and the order, beside what was sent and alone", async () => {
    const made = await order();
    const [both = "", only = ""] = await post(SHOP, connectionId, [
      shipmentOf(made, [
        [made.line(0), "3"],
        ["added", "2"],
      ]),
      shipmentOf(made, [["unknown-line", "1"]]),
    ]);
    await work(SHOP);
    expect(await state(both)).toEqual({ state: "sent", reason: "shipped-beyond-order", calls: 1 });
    expect(await state(only)).toEqual({
      state: "nothing",
      reason: "shipped-beyond-order",
      calls: 0,
    });
    expect(sentLines()).toEqual([[3]]);
    const told = await db.problem.findMany({
      where: { shop: SHOP, orderId: made.order.id, clearedAt: null },
      orderBy: { firstSeenAt: "asc" },
    });
    expect(
      told.map(({ detail }) => (detail as { params: { lines: string } }).params.lines).sort(),
    ).toEqual(["1 × unknown-line", "2 × added"]);
  });

  it("an order cancelled in Shopify is a plain failure", async () => {
    const made = await order();
    simulator.act(SHOP, "cancelOrder", { order: made.order.id });
    expect(await state(await ship(made, [[0, "3"]]))).toEqual({
      state: "failed",
      reason: "order-cancelled",
      calls: 0,
    });
  });
});

it("a shipment whose task was skipped in the task list can be sent again", async () => {
  const made = await order();
  simulator.act(SHOP, "holdOrder", { order: made.order.id });
  const id = await ship(made, [[0, "3"]]);
  expect(await retryShipments(SHOP, [id], "ann")).toBe(0);
  const task = await db.task.findFirstOrThrow({ where: { shop: SHOP, kind: "createFulfillment" } });
  expect((await skipTask({ shop: SHOP, by: "ann" }, task.id, "not now")).ok).toBe(true);
  simulator.act(SHOP, "releaseHolds", { order: made.order.id });
  expect(await retryShipments(SHOP, [id], "ann")).toBe(1);
  await work(SHOP);
  expect(await state(id)).toEqual({ state: "sent", reason: null, calls: 1 });
  expect(effects()).toHaveLength(1);
});

describe("whose shipment it is", () => {
  it("stays at 0 while its order is not here, and goes when it is (F-3)", async () => {
    const placed = placeOrder(SHOP, two);
    const key = `SHOPIFY-SO-${placed.id.replace(/^.*\//, "")}`;
    const event = shipmentOf({ key, erpId: randomUUID() }, [[placed.lines[0]?.id ?? "", "3"]]);
    const [id = ""] = await post(SHOP, connectionId, [
      event,
      shipmentOf({ key: "SOMEBODY-ELSE", erpId: randomUUID() }, [["x", "1"]]),
    ]);
    expect(await db.postedShipment.count({ where: { shop: SHOP } })).toBe(1);
    expect(await state(id)).toEqual({ state: "new", reason: "order-missing", calls: 0 });
    expect(await skippedReasons()).toEqual(["order-missing"]);
    expect(await problems()).toEqual(["order-missing"]);
    await post(SHOP, connectionId, [event]);
    expect(await skippedReasons()).toHaveLength(1);
    await documentOf(SHOP, connectionId, placed);
    await wakeHeld(SHOP, [placed.id]);
    await work(SHOP);
    expect(await state(id)).toEqual({ state: "sent", reason: null, calls: 1 });
    expect(await problems()).toEqual([]);
  });

  it("is not sent by itself when its document was unlinked; a person may", async () => {
    const made = await documentOf(SHOP, connectionId, placeOrder(SHOP, two), { state: "unlinked" });
    await ship(made, [[0, "3"]]);
    const row = await db.postedShipment.findFirstOrThrow({ where: { shop: SHOP } });
    expect(await state(row.id)).toEqual({
      state: "skipped",
      reason: "document-unlinked",
      calls: 0,
    });
    expect(await retryShipments(SHOP, [row.id], "ann")).toBe(1);
    await work(SHOP);
    expect(await state(row.id)).toMatchObject({ state: "sent" });
  });

  it("another shop's ids and functions reach nothing", async () => {
    const made = await order();
    simulator.act(SHOP, "holdOrder", { order: made.order.id });
    const id = await ship(made, [[0, "3"]]);
    expect(await retryShipments("other.myshopify.com", [id], "x")).toBe(0);
    expect(await skipShipment("other.myshopify.com", id, "because", "x")).toEqual({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(
      await db.$transaction((tx) => sendShipments(tx, "other.myshopify.com", { ids: [id] }, "x")),
    ).toBe(0);
    expect(await state(id)).toMatchObject({ state: "waiting" });
  });
});

describe("tracking that comes after the fulfillment (F-15)", () => {
  const track = async (id: string, made: Processed, trackingNumbers: string[]) => {
    const { erpId, number } = await shipment(SHOP, id);
    await post(SHOP, connectionId, [
      shipmentOf(made, [[made.line(0), "3"]], {
        ref: { kind: "shipment", id: erpId, number },
        dedupeKey: `tracked:${trackingNumbers.join()}`,
        trackingNumbers,
      }),
    ]);
  };
  const updates = () =>
    simulator.log.effects.filter(({ mutation }) => mutation === "fulfillmentTrackingInfoUpdate");
  const shown = (made: Processed) =>
    made.order.fulfillmentRecords.map(({ tracking }) => tracking.map(({ number }) => number));

  it("is written to Shopify, once for each change, and back again", async () => {
    const made = await order();
    const id = await ship(made, [[0, "3"]]);
    await track(id, made, ["A1"]);
    await track(id, made, ["A1"]);
    await work(SHOP);
    expect(shown(made)).toEqual([["A1"]]);
    await track(id, made, ["B2"]);
    await work(SHOP);
    await track(id, made, ["A1"]);
    await work(SHOP);
    expect(shown(made)).toEqual([["A1"]]);
    expect(updates()).toHaveLength(3);
    expect(effects()).toHaveLength(1);
    expect(await db.orderEvent.count({ where: { shop: SHOP, kind: "trackingUpdated" } })).toBe(3);
  });

  it("while the call is under way: the fulfillment gets it afterwards", async () => {
    const made = await order();
    const [id = ""] = await post(SHOP, connectionId, [
      shipmentOf(made, [[made.line(0), "3"]], { trackingNumbers: ["EARLY"] }),
    ]);
    simulator.faults.arm({ kind: "timeout-after-act", operation: "CreateFulfillment", ms: 1_000 });
    const working = work(SHOP);
    while (effects().length === 0) await new Promise((soon) => setTimeout(soon, 10));
    expect(await db.task.count({ where: { shop: SHOP, state: "sending" } })).toBe(1);
    await track(id, made, ["LATE"]);
    await working;
    await work(SHOP);
    expect(await state(id)).toMatchObject({ state: "sent", calls: 1 });
    expect(shown(made)).toEqual([["LATE"]]);
    expect(effects()).toHaveLength(1);
  });

  it("is not written on a fulfillment that somebody cancelled", async () => {
    const made = await order();
    const id = await ship(made, [[0, "3"]]);
    simulator.act(SHOP, "cancelFulfillment", { order: made.order.id });
    await track(id, made, ["A1"]);
    await work(SHOP);
    expect(updates()).toEqual([]);
  });
});

describe("a shipment undone in the ERP", () => {
  const undo = async (id: string, made: Processed) => {
    const { erpId, number } = await shipment(SHOP, id);
    await post(SHOP, connectionId, [
      shipmentOf(made, [[made.line(0), "3"]], {
        ref: { kind: "shipment", id: erpId, number },
        reversed: true,
      }),
    ]);
    await work(SHOP);
  };
  it("before it is sent: it never is", async () => {
    const made = await order();
    const [id = ""] = await post(SHOP, connectionId, [shipmentOf(made, [[made.line(0), "3"]])]);
    await undo(id, made);
    expect(await state(id)).toEqual({ state: "reversed", reason: null, calls: 0 });
    expect(
      await db.task.findMany({
        where: { shop: SHOP },
        select: { state: true, skippedReason: true },
      }),
    ).toEqual([{ state: "skipped", skippedReason: expect.stringContaining("undone") as string }]);
    expect(effects()).toEqual([]);
    expect(await retryShipments(SHOP, [id], "ann")).toBe(0);
  });
  it("after it was fulfilled: a person is told", async () => {
    const made = await order();
    const id = await ship(made, [[0, "3"]]);
    await undo(id, made);
    expect(await state(id)).toEqual({ state: "sent", reason: "shipment-undone", calls: 1 });
    expect(await problems()).toEqual(["shipment-undone"]);
  });
});

it("keeps no skipped record while logging is disabled; the problem is raised all the same", async () => {
  const card = await db.shopCard.findFirstOrThrow({ where: { shop: SHOP } });
  const settings = card.settings as object;
  await db.shopCard.updateMany({
    where: { shop: SHOP },
    data: { settings: { ...settings, logMode: "disabled" } },
  });
  await ship(await order(), [[0, "1.5"]]);
  await db.shopCard.updateMany({ where: { shop: SHOP }, data: { settings } });
  expect(await skippedReasons()).toEqual([]);
  expect(await problems()).toEqual(["broken-quantity"]);
});

it("sends what a filter names (FUL-7)", async () => {
  const [a, b] = [await order({ ...two, tags: ["Wholesale"] }), await order()];
  const events = [
    shipmentOf(a, [[a.line(0), "1"]], { postedAt: "2026-03-01T23:30:00Z" }),
    shipmentOf(b, [[b.line(0), "1"]], { postedAt: "2026-03-05T10:00:00Z" }),
  ];
  await db.$transaction((tx) => storeShipments(tx, SHOP, connectionId, events));
  await db.shop.updateMany({ where: { domain: SHOP }, data: { timeZone: "Europe/Berlin" } });
  const send = (filter: Parameters<typeof sendShipments>[2]["filter"]) =>
    db.$transaction((tx) => sendShipments(tx, SHOP, filter ? { filter } : {}, "test"));
  expect(await send({ to: "2026-03-01" })).toBe(0);
  expect(await send({ tags: ["retail"] })).toBe(0);
  expect(await send({ orders: ["#nothing"], from: "2026-03-02" })).toBe(0);
  expect(await send({ from: "2026-03-02", to: "2026-03-02", tags: ["@wholesale"] })).toBe(1);
  expect(await send({ numbers: [events[1]?.ref.number ?? ""], orders: [b.order.name] })).toBe(1);
});
