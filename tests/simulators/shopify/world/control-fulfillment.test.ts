/** Fulfillment orders that change under an app. Recordings fulfillment-order-lifecycle, -split-multi, -request-lifecycle; payload shapes: Shopify webhook reference. */
import { describe, expect, it } from "vitest";
import { ALL_SCOPES, askedShop } from "./testing-graphql.ts";
import type { OrderRecord } from "./model.ts";

const state = (order: OrderRecord) =>
  order.fulfillmentOrderRecords.map(({ status, location, lines }) => [
    status,
    location.key,
    lines.map(({ totalQuantity, remainingQuantity }) => [totalQuantity, remainingQuantity]),
  ]);
const three = { lines: [{ title: "Goods", price: "10.00", quantity: 3 }] };
const READ = `query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id status requestStatus assignedLocation { name location { isFulfillmentService fulfillmentService { handle serviceName type } } } supportedActions { action } merchantRequests(first: 5) { nodes { kind message } } } } } }`;
interface Read {
  fulfillmentOrders: {
    nodes: {
      status: string;
      requestStatus: string;
      assignedLocation: unknown;
      supportedActions: { action: string }[];
      merchantRequests: { nodes: { kind: string }[] };
    }[];
  };
}

describe("read by itself", () => {
  it("a fulfillment order does not list MERGE, though its order does (recorded-answers §1)", async () => {
    const { place, told } = askedShop();
    const order = place({
      ...three,
      fulfillmentOrders: [
        { lines: [{ line: 0, quantity: 1 }] },
        { lines: [{ line: 0, quantity: 2 }] },
      ],
    });
    const inOrder = await told<Read>(READ, { id: order.id });
    const actions = (of: { supportedActions: { action: string }[] }) =>
      of.supportedActions.map(({ action }) => action);
    expect(actions(inOrder.fulfillmentOrders.nodes[0]!)).toContain("MERGE");
    const alone = await told<{ supportedActions: { action: string }[] }>(
      "query ($id: ID!) { fulfillmentOrder(id: $id) { supportedActions { action } } }",
      { id: order.fulfillmentOrderRecords[0]!.id },
    );
    expect(actions(alone)).toEqual(["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD"]);
  });
});

describe("moving", () => {
  it("all of it: the fulfillment order stays itself", () => {
    const { place, act, events } = askedShop();
    const order = place(three);
    const [part] = order.fulfillmentOrderRecords;
    act(order, "moveFulfillmentOrder", { location: "rotterdam" });
    expect(state(order)).toEqual([["OPEN", "rotterdam", [[3, 3]]]]);
    expect(events.map(({ topic }) => topic)).toEqual([
      "fulfillment_orders/moved",
      "orders/updated",
    ]);
    expect(events[0]!.payload).toMatchObject({
      original_fulfillment_order: { id: part!.id, status: "open" },
      moved_fulfillment_order: { id: part!.id },
      destination_location_id: part!.location.id,
    });
  });
  it("some of it: a new one, which takes up what lay there already", () => {
    const { place, act } = askedShop();
    const order = place(three);
    act(order, "moveFulfillmentOrder", {
      location: "rotterdam",
      lines: [{ line: 0, quantity: 1 }],
    });
    expect(state(order)).toEqual([
      ["OPEN", "luebeck", [[2, 2]]],
      ["OPEN", "rotterdam", [[1, 1]]],
    ]);
    act(order, "moveFulfillmentOrder", {
      location: "rotterdam",
      lines: [{ line: 0, quantity: 1 }],
    });
    expect(state(order)).toEqual([
      ["OPEN", "luebeck", [[1, 1]]],
      ["CLOSED", "rotterdam", [[0, 0]]],
      ["OPEN", "rotterdam", [[2, 2]]],
    ]);
  });
  it("what was shipped stays where it was", () => {
    const { place, act } = askedShop();
    const order = place(three);
    act(order, "fulfillOrder", { lines: [{ line: 0, quantity: 1 }] });
    act(order, "moveFulfillmentOrder", { location: "hamburg" });
    expect(state(order)).toEqual([
      ["CLOSED", "luebeck", [[1, 0]]],
      ["OPEN", "hamburg", [[2, 2]]],
    ]);
    expect(() =>
      act(order, "moveFulfillmentOrder", { fulfillmentOrder: 0, location: "kiel" }),
    ).toThrow(/cannot be moved/);
    expect(() =>
      act(order, "moveFulfillmentOrder", { fulfillmentOrder: 7, location: "kiel" }),
    ).toThrow(/has no fulfillment order 7/);
  });
});

describe("splitting and merging", () => {
  it("one of three leaves two; together they are three again", () => {
    const { place, act, events } = askedShop();
    const order = place(three);
    act(order, "splitFulfillmentOrder", { lines: [{ line: 0, quantity: 1 }] });
    const [first, second] = order.fulfillmentOrderRecords;
    expect(state(order)).toEqual([
      ["OPEN", "luebeck", [[2, 2]]],
      ["OPEN", "luebeck", [[1, 1]]],
    ]);
    expect(events.map(({ topic }) => topic)).toEqual([
      "fulfillment_orders/split",
      "orders/updated",
    ]);
    expect(events[0]!.payload).toMatchObject({
      fulfillment_order: { id: first!.id, status: "open" },
      remaining_fulfillment_order: { id: second!.id, status: "open" },
    });
    act(order, "mergeFulfillmentOrders");
    expect(state(order)).toEqual([
      ["OPEN", "luebeck", [[3, 3]]],
      ["CLOSED", "luebeck", [[0, 0]]],
    ]);
    expect(events[2]).toMatchObject({
      topic: "fulfillment_orders/merged",
      payload: {
        fulfillment_order_merges: { fulfillment_order: { id: first!.id, status: "open" } },
      },
    });
    expect(() => act(order, "mergeFulfillmentOrders")).toThrow(/takes two/);
    expect(() =>
      act(order, "splitFulfillmentOrder", { lines: [{ line: 0, quantity: 3 }] }),
    ).toThrow(/leave something behind/);
  });
});

describe("waiting", () => {
  it("each part can be held and let go by itself", () => {
    const { place, act, events } = askedShop();
    const order = place({
      ...three,
      fulfillmentOrders: [{ lines: [{ line: 0, quantity: 1 }] }, { location: "rotterdam" }],
    });
    act(order, "holdOrder", { fulfillmentOrder: 1 });
    expect(order.fulfillmentOrderRecords.map(({ status }) => status)).toEqual(["OPEN", "ON_HOLD"]);
    act(order, "releaseHolds", { fulfillmentOrder: order.fulfillmentOrderRecords[1]!.id });
    expect(order.fulfillmentOrderRecords.map(({ status }) => status)).toEqual(["OPEN", "OPEN"]);
    expect(
      events.map(({ topic }) => topic).filter((topic) => topic.startsWith("fulfillment_orders/")),
    ).toEqual(["fulfillment_orders/placed_on_hold", "fulfillment_orders/hold_released"]);
  });
  it("a scheduled one becomes open; routing is told again", () => {
    const { place, act, events } = askedShop();
    const order = place({ fulfillmentOrders: [{ scheduledInHours: 48 }] });
    const { id } = order.fulfillmentOrderRecords[0]!;
    act(order, "scheduledReady");
    act(order, "routingComplete");
    expect(events.map(({ topic, payload }) => [topic, payload.fulfillment_order])).toEqual([
      ["fulfillment_orders/scheduled_fulfillment_order_ready", { id, status: "open" }],
      ["orders/updated", undefined],
      ["fulfillment_orders/order_routing_complete", { id, status: "open" }],
    ]);
  });
});

describe("a fulfillment service", () => {
  const service = { ...three, fulfillmentOrders: [{ location: "nordhafen" }] };
  const actions = (read: Read) =>
    read.fulfillmentOrders.nodes.map(({ supportedActions }) =>
      supportedActions.map(({ action }) => action),
    );
  it("is named at its location; what can be done follows the request", async () => {
    const { place, act, told, events } = askedShop();
    const order = place(service);
    const read = () => told<Read>(READ, { id: order.id });
    const first = await read();
    expect(first.fulfillmentOrders.nodes[0]!.assignedLocation).toEqual({
      name: "Nordhafen Logistik",
      location: {
        isFulfillmentService: true,
        fulfillmentService: {
          handle: "nordhafen-logistik",
          serviceName: "Nordhafen Logistik",
          type: "THIRD_PARTY",
        },
      },
    });
    expect(actions(first)).toEqual([
      ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "SPLIT", "MOVE"],
    ]);
    act(order, "requestFulfillment", { message: "Fragile" });
    expect((await read()).fulfillmentOrders.nodes[0]).toMatchObject({
      status: "OPEN",
      requestStatus: "SUBMITTED",
      merchantRequests: { nodes: [{ kind: "FULFILLMENT_REQUEST", message: "Fragile" }] },
    });
    act(order, "acceptFulfillmentRequest");
    expect((await read()).fulfillmentOrders.nodes[0]).toMatchObject({
      status: "IN_PROGRESS",
      requestStatus: "ACCEPTED",
    });
    act(order, "requestCancellation");
    act(order, "rejectCancellationRequest");
    expect((await read()).fulfillmentOrders.nodes[0]).toMatchObject({
      status: "IN_PROGRESS",
      requestStatus: "CANCELLATION_REJECTED",
    });
    expect(events.map(({ topic }) => topic).filter((topic) => topic !== "orders/updated")).toEqual(
      [
        "fulfillment_request_submitted",
        "fulfillment_request_accepted",
        "cancellation_request_submitted",
        "cancellation_request_rejected",
      ].map((topic) => `fulfillment_orders/${topic}`),
    );
    expect(events[0]!.payload).toMatchObject({
      submitted_fulfillment_order: {
        id: order.fulfillmentOrderRecords[0]!.id,
        status: "open",
        request_status: "submitted",
      },
      fulfillment_order_merchant_request: { message: "Fragile" },
    });
  });
  it("may be asked for a part, may refuse, may give back", () => {
    const { place, act } = askedShop();
    const order = place(service);
    act(order, "requestFulfillment", { lines: [{ line: 0, quantity: 2 }] });
    expect(
      order.fulfillmentOrderRecords.map(({ requestStatus, lines }) => [
        requestStatus,
        lines[0]!.totalQuantity,
      ]),
    ).toEqual([
      ["SUBMITTED", 2],
      ["UNSUBMITTED", 1],
    ]);
    act(order, "rejectFulfillmentRequest");
    expect(order.fulfillmentOrderRecords[0]).toMatchObject({
      status: "OPEN",
      requestStatus: "REJECTED",
    });
    act(order, "requestFulfillment", { fulfillmentOrder: 1 });
    act(order, "acceptFulfillmentRequest", { fulfillmentOrder: 1 });
    act(order, "requestCancellation", { fulfillmentOrder: 1 });
    act(order, "acceptCancellationRequest", { fulfillmentOrder: 1 });
    expect(order.fulfillmentOrderRecords[1]).toMatchObject({
      status: "CLOSED",
      requestStatus: "CANCELLATION_ACCEPTED",
      lines: [{ totalQuantity: 0, remainingQuantity: 0 }],
    });
    expect(order.fulfillmentOrderRecords[2]).toMatchObject({
      status: "OPEN",
      requestStatus: "UNSUBMITTED",
      lines: [{ totalQuantity: 1, remainingQuantity: 1 }],
    });
    expect(() => act(place(three), "requestFulfillment")).toThrow(
      /no open fulfillment order at a fulfillment service/,
    );
    expect(() => act(order, "acceptFulfillmentRequest")).toThrow(/cannot see "accept"/);
  });
  it("ships for nobody without the scope, and does not exist without any", async () => {
    const CREATE = `mutation ($id: ID!) { fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }] }) { fulfillment { id } userErrors { message } } }`;
    const reading = askedShop(
      ALL_SCOPES.filter((scope) => scope !== "write_third_party_fulfillment_orders"),
    );
    const order = reading.place(service);
    expect(actions(await reading.told<Read>(READ, { id: order.id }))).toEqual([
      ["REQUEST_FULFILLMENT", "HOLD", "SPLIT", "MOVE"],
    ]);
    expect(await reading.told(CREATE, { id: order.fulfillmentOrderRecords[0]!.id })).toEqual({
      fulfillment: null,
      userErrors: [{ message: "Fulfillment order does not exist." }],
    });
    const blind = askedShop(ALL_SCOPES.filter((scope) => !scope.includes("third_party")));
    const unseen = blind.place(service);
    expect((await blind.told<Read>(READ, { id: unseen.id })).fulfillmentOrders.nodes).toEqual([]);
    expect(
      blind.world.rootQuery.fulfillmentOrder!(
        null,
        { id: unseen.fulfillmentOrderRecords[0]!.id },
        { scopes: new Set(ALL_SCOPES.filter((scope) => !scope.includes("third_party"))) } as never,
        {} as never,
      ),
    ).toBeNull();
  });
});

describe("money", () => {
  it("the marketplace captures, a bank lets go, a day runs out", () => {
    const { place, act, topics, events } = askedShop();
    const two = {
      payments: [
        { kind: "AUTHORIZATION" as const, amount: "5.00" },
        { kind: "AUTHORIZATION" as const },
      ],
    };
    const captured = place(two);
    act(captured, "marketplaceCaptures");
    expect(topics()).toEqual([
      "order_transactions/create",
      "order_transactions/create",
      "orders/paid",
      "orders/updated",
    ]);
    expect(() => act(captured, "marketplaceCaptures")).toThrow(/nothing to capture/);
    const voided = place(two);
    act(voided, "voidAuthorization", { transaction: voided.transactions[1]!.id });
    expect(
      voided.transactions.map(({ kind, parentTransaction }) => [kind, parentTransaction?.id]),
    ).toEqual([
      ["AUTHORIZATION", undefined],
      ["AUTHORIZATION", undefined],
      ["VOID", voided.transactions[1]!.id],
    ]);
    expect(events.map(({ topic }) => topic)).toEqual([
      "order_transactions/create",
      "orders/updated",
    ]);
    const expired = place(two);
    act(expired, "expireAuthorization");
    act(expired, "expireAuthorization");
    expect(() => act(expired, "expireAuthorization")).toThrow(/no open authorization/);
  });
});

describe("a parcel on its way (recording fulfillment-detail-events-lifecycle)", () => {
  const READ_EVENTS = `query ($id: ID!) { fulfillment(id: $id) { status displayStatus deliveredAt inTransitAt estimatedDeliveryAt events(first: 5) { nodes { status message happenedAt estimatedDeliveryAt city } pageInfo { startCursor } } } }`;
  interface ReadEvents {
    displayStatus: string;
    events: { nodes: object[]; pageInfo: { startCursor: string } };
  }

  it("shows what its carrier reported last, with the times of the events", async () => {
    const { place, act, told, events } = askedShop();
    const order = place(three);
    act(order, "fulfillOrder");
    events.length = 0;
    act(order, "carrierEvent", {
      status: "IN_TRANSIT",
      message: "Scanned",
      happenedAt: "2026-04-25T22:29:38Z",
      estimatedDeliveryAt: "2026-04-27T22:28:38Z",
      address: { city: "Toronto" },
    });
    const { id } = order.fulfillmentRecords[0]!;
    const read = () => told<ReadEvents>(READ_EVENTS, { id });
    const moving = await read();
    expect(moving).toMatchObject({
      status: "SUCCESS",
      displayStatus: "IN_TRANSIT",
      deliveredAt: null,
      inTransitAt: "2026-04-25T22:29:38Z",
      estimatedDeliveryAt: "2026-04-27T22:28:38Z",
      events: {
        nodes: [
          {
            status: "IN_TRANSIT",
            message: "Scanned",
            happenedAt: "2026-04-25T22:29:38Z",
            estimatedDeliveryAt: "2026-04-27T22:28:38Z",
            city: "Toronto",
          },
        ],
      },
    });
    expect(
      JSON.parse(Buffer.from(moving.events.pageInfo.startCursor, "base64").toString()),
    ).toMatchObject({ last_value: "2026-04-25 22:29:38.000000" });
    act(order, "carrierEvent", { status: "DELIVERED", happenedAt: "2026-04-27T10:00:00Z" });
    expect(await read()).toMatchObject({
      displayStatus: "DELIVERED",
      deliveredAt: "2026-04-27T10:00:00Z",
      inTransitAt: "2026-04-25T22:29:38Z",
      estimatedDeliveryAt: "2026-04-27T22:28:38Z",
    });
    expect(events.map(({ topic }) => topic)).toEqual([
      "fulfillments/update",
      "fulfillments/update",
    ]);
  });

  it("that was cancelled is told of all the same, and stays cancelled", async () => {
    const { place, act, told } = askedShop();
    const order = place(three);
    act(order, "fulfillOrder");
    act(order, "cancelFulfillment");
    act(order, "carrierEvent", { status: "OUT_FOR_DELIVERY" });
    const read = await told<ReadEvents>(READ_EVENTS, { id: order.fulfillmentRecords[0]!.id });
    expect(read.displayStatus).toBe("CANCELED");
    expect(read.events.nodes).toHaveLength(1);
  });

  it("is told of by a status that Shopify has, or refused", () => {
    const { place, act } = askedShop();
    const order = place(three);
    act(order, "fulfillOrder");
    expect(() => act(order, "carrierEvent", { status: "LOST" })).toThrow(/status/);
  });
});
