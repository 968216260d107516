/** Recordings fulfillment-create-preconditions and fulfillment-create-multi-group, told again with our own orders. */
import { describe, expect, it } from "vitest";
import { askedShop, numberOf } from "../testing-graphql.ts";

const CREATE = `mutation ($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) {
  fulfillment { id status displayStatus trackingInfo { company number url } fulfillmentLineItems(first: 10) { nodes { quantity lineItem { id } } } fulfillmentOrders(first: 5) { nodes { id } } } userErrors { field message } } }`;
interface Answer {
  fulfillment: {
    id: string;
    status: string;
    displayStatus: string;
    trackingInfo: { company: string | null; number: string | null; url: string | null }[];
    fulfillmentLineItems: { nodes: { quantity: number; lineItem: { id: string } }[] };
    fulfillmentOrders: { nodes: { id: string }[] };
  } | null;
  userErrors: { field: string[] | null; message: string }[];
}
type Group = {
  fulfillmentOrderId: string;
  fulfillmentOrderLineItems?: { id: string; quantity: number }[];
};

function shop(scopes?: string[]) {
  const asked = askedShop(scopes);
  const create = (groups: Group[], more: Record<string, unknown> = {}) =>
    asked.told<Answer>(CREATE, { fulfillment: { lineItemsByFulfillmentOrder: groups, ...more } });
  const refused = async (groups: Group[]) => {
    const before = asked.events.length;
    const answer = await create(groups);
    expect({
      fulfillment: answer.fulfillment,
      effects: asked.effects,
      events: asked.events.length - before,
    }).toEqual({ fulfillment: null, effects: [], events: 0 });
    expect(answer.userErrors).toHaveLength(1);
    return answer.userErrors[0];
  };
  return { ...asked, create, refused };
}
const two = { lines: [{ title: "Goods", price: "10.00", quantity: 2 }] };
const split = (first?: string, second?: string) => ({
  ...two,
  fulfillmentOrders: [
    { lines: [{ line: 0, quantity: 1 }], ...(first ? { location: first } : {}) },
    { lines: [{ line: 0, quantity: 1 }], ...(second ? { location: second } : {}) },
  ],
});

describe("what is refused", () => {
  it("a quantity below one, before anything else, wherever it stands", async () => {
    const { place, refused } = shop();
    const [a] = place().fulfillmentOrderRecords;
    const other = {
      fulfillmentOrderId: "gid://shopify/FulfillmentOrder/999999999999999",
      fulfillmentOrderLineItems: [
        { id: "gid://shopify/FulfillmentOrderLineItem/999999999999999", quantity: 0 },
      ],
    };
    const path = (group: number) => [
      "fulfillment",
      "lineItemsByFulfillmentOrder",
      String(group),
      "fulfillmentOrderLineItems",
      "0",
      "quantity",
    ];
    expect(
      await refused([
        {
          fulfillmentOrderId: a!.id,
          fulfillmentOrderLineItems: [{ id: a!.lines[0]!.id, quantity: 0 }],
        },
      ]),
    ).toEqual({ field: path(0), message: "Quantity must be greater than 0" });
    expect(
      await refused([
        {
          fulfillmentOrderId: a!.id,
          fulfillmentOrderLineItems: [{ id: a!.lines[0]!.id, quantity: 1 }],
        },
        other,
      ]),
    ).toEqual({ field: path(1), message: "Quantity must be greater than 0" });
  });
  it("an unknown fulfillment order, an unknown line, more than remains", async () => {
    const { place, refused } = shop();
    const [a] = place().fulfillmentOrderRecords;
    expect(
      await refused([
        { fulfillmentOrderId: a!.id },
        { fulfillmentOrderId: "gid://shopify/FulfillmentOrder/999999999999999" },
      ]),
    ).toEqual({ field: ["fulfillment"], message: "Fulfillment order does not exist." });
    expect(
      await refused([
        {
          fulfillmentOrderId: a!.id,
          fulfillmentOrderLineItems: [
            { id: "gid://shopify/FulfillmentOrderLineItem/999999999999999", quantity: 1 },
          ],
        },
      ]),
    ).toEqual({ field: ["fulfillment"], message: "Fulfillment order line item does not exist." });
    expect(
      await refused([
        {
          fulfillmentOrderId: a!.id,
          fulfillmentOrderLineItems: [{ id: a!.lines[0]!.id, quantity: 2 }],
        },
      ]),
    ).toEqual({
      field: ["fulfillment"],
      message: "Invalid fulfillment order line item quantity requested.",
    });
    expect(
      await refused([
        {
          fulfillmentOrderId: a!.id,
          fulfillmentOrderLineItems: [
            { id: a!.lines[0]!.id, quantity: 1 },
            { id: a!.lines[0]!.id, quantity: 1 },
          ],
        },
      ]),
    ).toMatchObject({ message: "Invalid fulfillment order line item quantity requested." });
  });
  it("two delivery methods in one call: goods that do not ship have a fulfillment order of their own", async () => {
    const { place, refused, create } = shop();
    const [goods, download] = place({
      lines: [
        { title: "Goods", price: "10.00", quantity: 1 },
        { title: "Download", price: "5.00", requiresShipping: false },
      ],
    }).fulfillmentOrderRecords;
    expect([goods?.methodType, download?.methodType, download?.status]).toEqual([
      "SHIPPING",
      "NONE",
      "OPEN",
    ]);
    expect(
      await refused([{ fulfillmentOrderId: goods!.id }, { fulfillmentOrderId: download!.id }]),
    ).toEqual({
      field: ["fulfillment"],
      message:
        'All fulfillment orders must have the same delivery method type. Multiple delivery method types ["none", "shipping"] were found.',
    });
    expect((await create([{ fulfillmentOrderId: download!.id }])).fulfillment?.status).toBe(
      "SUCCESS",
    );
  });
  it("what is closed, on hold or scheduled", async () => {
    const { place, act, refused } = shop();
    const closed = place();
    act(closed, "fulfillOrder");
    const cancelled = place();
    act(cancelled, "cancelOrder");
    const held = place({ fulfillmentOrders: [{ hold: { reason: "OTHER" } }] });
    const later = place({ fulfillmentOrders: [{ scheduledInHours: 48 }] });
    for (const [order, status] of [
      [closed, "closed"],
      [cancelled, "closed"],
      [held, "on_hold"],
      [later, "scheduled"],
    ] as const) {
      const { id } = order.fulfillmentOrderRecords[0]!;
      expect(await refused([{ fulfillmentOrderId: id }])).toEqual({
        field: ["fulfillment"],
        message: `Fulfillment order ${numberOf(id)} has an unfulfillable status= ${status}.`,
      });
    }
  });
  it("two orders or two locations in one call; ids in rising order", async () => {
    const { place, refused } = shop();
    const [a, b] = [place(), place()];
    const message = `All fulfillment orders must belong to the same order. Multiple orders with ids [${numberOf(a.id)}, ${numberOf(b.id)}] were found.`;
    expect(
      await refused(
        [b, a].map(({ fulfillmentOrderRecords }) => ({
          fulfillmentOrderId: fulfillmentOrderRecords[0]!.id,
        })),
      ),
    ).toEqual({ field: ["fulfillment"], message });
    const apart = place(split("rotterdam", "luebeck"));
    const places = apart.fulfillmentOrderRecords
      .map(({ location }) => Number(numberOf(location.id)))
      .sort((x, y) => x - y)
      .join(", ");
    expect(
      await refused(apart.fulfillmentOrderRecords.map(({ id }) => ({ fulfillmentOrderId: id }))),
    ).toEqual({
      field: ["fulfillment"],
      message: `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${places}] were found.`,
    });
  });
  it("a malformed id, as a top-level error", async () => {
    const { ask, effects } = shop();
    const { data, errors } = await ask(CREATE, {
      fulfillment: {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/0" }],
      },
    });
    expect([
      data,
      errors?.map(({ message, extensions }) => [message, extensions.code]),
      effects,
    ]).toEqual([{ fulfillmentCreate: null }, [["invalid id", "RESOURCE_NOT_FOUND"]], []]);
  });
});

describe("what is shipped", () => {
  it("is named after its order and counted, by the merchant's own service (fulfillment-create-name)", async () => {
    const { place, create, ask } = shop();
    const order = place(split("luebeck", "rotterdam"));
    for (const { id } of order.fulfillmentOrderRecords) await create([{ fulfillmentOrderId: id }]);
    const { data } = await ask(
      `query ($id: ID!) { order(id: $id) { fulfillments { name service { id handle serviceName type trackingSupport location { id } } } } }`,
      { id: order.id },
    );
    expect(data).toEqual({
      order: {
        fulfillments: order.fulfillmentOrderRecords.map(({ location }, at) => ({
          name: `${order.name}-F${at + 1}`,
          service: {
            id: "gid://shopify/FulfillmentService/manual",
            handle: "manual",
            serviceName: "Manual",
            type: "MANUAL",
            trackingSupport: false,
            location: { id: location.id },
          },
        })),
      },
    });
  });
  it("everything that remains when no lines are named; one effect, the events of a shipped order", async () => {
    const { place, create, effects, topics, events } = shop();
    const order = place(two);
    const [part] = order.fulfillmentOrderRecords;
    const { fulfillment, userErrors } = await create([{ fulfillmentOrderId: part!.id }], {
      notifyCustomer: true,
      trackingInfo: { company: "Hermes", number: "H-1", url: "https://track.example/H-1" },
    });
    expect(userErrors).toEqual([]);
    expect(fulfillment).toMatchObject({
      status: "SUCCESS",
      displayStatus: "FULFILLED",
      trackingInfo: [{ company: "Hermes", number: "H-1", url: "https://track.example/H-1" }],
      fulfillmentLineItems: { nodes: [{ quantity: 2, lineItem: { id: order.lines[0]!.id } }] },
    });
    expect([part!.status, part!.lines[0]!.remainingQuantity]).toEqual(["CLOSED", 0]);
    expect(topics()).toEqual(["fulfillments/create", "orders/fulfilled", "orders/updated"]);
    expect(events[0]!.payload).toMatchObject({
      order_id: Number(numberOf(order.id)),
      tracking_number: "H-1",
      status: "success",
    });
    expect(effects.map(({ mutation, result }) => [mutation, result])).toEqual([
      [
        "fulfillmentCreate",
        {
          fulfillment: fulfillment!.id,
          order: order.id,
          notifyCustomer: true,
          lines: [{ lineItem: order.lines[0]!.id, quantity: 2 }],
          tracking: [{ company: "Hermes", number: "H-1", url: "https://track.example/H-1" }],
        },
      ],
    ]);
  });
  it("a part, then the rest; an order in progress can be shipped", async () => {
    const { place, create, topics, effects } = shop();
    const order = place(two);
    const [part] = order.fulfillmentOrderRecords;
    await create([
      {
        fulfillmentOrderId: part!.id,
        fulfillmentOrderLineItems: [{ id: part!.lines[0]!.id, quantity: 1 }],
      },
    ]);
    expect([part!.status, part!.lines[0]!.remainingQuantity]).toEqual(["IN_PROGRESS", 1]);
    await create([{ fulfillmentOrderId: part!.id, fulfillmentOrderLineItems: [] }]);
    expect([part!.status, order.fulfillmentRecords.length, effects.length]).toEqual([
      "CLOSED",
      2,
      2,
    ]);
    expect(topics()).toEqual([
      "fulfillments/create",
      "orders/partially_fulfilled",
      "orders/updated",
      "fulfillments/create",
      "orders/fulfilled",
      "orders/updated",
    ]);
  });
  it("several fulfillment orders of one location make one fulfillment, the units of one line one line", async () => {
    const { place, create, effects } = shop();
    const order = place(split());
    const { fulfillment } = await create(
      order.fulfillmentOrderRecords.map(({ id, lines }) => ({
        fulfillmentOrderId: id,
        fulfillmentOrderLineItems: [{ id: lines[0]!.id, quantity: 1 }],
      })),
    );
    expect(fulfillment!.fulfillmentLineItems.nodes).toEqual([
      { quantity: 2, lineItem: { id: order.lines[0]!.id } },
    ]);
    expect(fulfillment!.fulfillmentOrders.nodes.map(({ id }) => id)).toEqual(
      order.fulfillmentOrderRecords.map(({ id }) => id),
    );
    expect(effects).toHaveLength(1);
  });
  it("a carrier Shopify knows gets its link made, each number its own; another name gets none", async () => {
    const { place, create } = shop();
    const tracked = async (trackingInfo: Record<string, unknown>) =>
      (
        await create([{ fulfillmentOrderId: place().fulfillmentOrderRecords[0]!.id }], {
          trackingInfo,
        })
      ).fulfillment!.trackingInfo;
    expect(await tracked({ company: "UPS", numbers: ["1Z 1", "1Z2"] })).toEqual([
      { company: "UPS", number: "1Z 1", url: "https://www.ups.com/track?tracknum=1Z%201" },
      { company: "UPS", number: "1Z2", url: "https://www.ups.com/track?tracknum=1Z2" },
    ]);
    expect(await tracked({ company: "ups", number: "1Z" })).toEqual([
      { company: "ups", number: "1Z", url: null },
    ]);
    expect(
      await tracked({
        company: "Baltic Parcel",
        numbers: ["1", "2"],
        urls: ["https://a.example/1"],
      }),
    ).toEqual([
      { company: "Baltic Parcel", number: "1", url: "https://a.example/1" },
      { company: "Baltic Parcel", number: "2", url: null },
    ]);
  });
});
