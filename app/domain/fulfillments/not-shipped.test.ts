import { describe, expect, it } from "vitest";
import { decideNotShipped, notShippedToFulfill, withoutNotShipped } from "./not-shipped.ts";
import type { NotShippedFacts } from "./not-shipped.ts";
import type { OrderToFulfill } from "./order-to-fulfill.ts";
import type { FulfillmentOrderNow } from "./plan-fulfillment.ts";
import type { LineId } from "#app/lib/ids.ts";

const PDF: LineId = "gid://shopify/LineItem/1";

type StateOrder = NotShippedFacts["state"]["fulfillmentOrders"][number];
const stored = (over: Partial<StateOrder> = {}): StateOrder => ({
  id: "download",
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  fulfillAt: null,
  locationId: "loc",
  locationName: "Store",
  deliveryMethod: "NONE",
  supportedActions: ["CREATE_FULFILLMENT"],
  holds: [],
  lines: [{ id: "d", lineId: PDF, total: 1, remaining: 1 }],
  ...over,
});
const facts = (
  over: Partial<Omit<NotShippedFacts, "state">> = {},
  state: Partial<NotShippedFacts["state"]> = {},
): NotShippedFacts => ({
  when: "whenPaid",
  shipmentSent: false,
  state: {
    cancelledAt: null,
    fullyPaid: true,
    fulfillmentOrders: [stored(), stored({ id: "goods", deliveryMethod: "SHIPPING" })],
    fulfillments: [],
    ...state,
  },
  lines: [{ id: PDF, kind: "item" }],
  ...over,
});
const cancelled = {
  id: "f",
  name: "#1-F1",
  status: "CANCELLED",
  createdAt: "",
  locationId: null,
  tracking: [],
  lines: [{ lineId: PDF, quantity: 1 }],
};

describe("notShippedToFulfill (FUL-9)", () => {
  it("names only what never ships, when it is due", () => {
    expect(notShippedToFulfill(facts())).toEqual(["download"]);
    expect(notShippedToFulfill(facts({}, { fullyPaid: false }))).toEqual([]);
    expect(notShippedToFulfill(facts({ when: "withFirstShipment" }))).toEqual([]);
    expect(notShippedToFulfill(facts({ when: "withFirstShipment", shipmentSent: true }))).toEqual([
      "download",
    ]);
    expect(notShippedToFulfill(facts({ when: "never", shipmentSent: true }))).toEqual([]);
  });

  it("leaves gift cards, cancelled orders, holds and what a person took back", () => {
    expect(notShippedToFulfill(facts({ lines: [{ id: PDF, kind: "giftCard" }] }))).toEqual([]);
    expect(notShippedToFulfill(facts({}, { cancelledAt: "2026-11-29T00:00:00Z" }))).toEqual([]);
    expect(
      notShippedToFulfill(
        facts({}, { fulfillmentOrders: [stored({ supportedActions: ["RELEASE_HOLD"] })] }),
      ),
    ).toEqual([]);
    expect(notShippedToFulfill(facts({}, { fulfillments: [cancelled] }))).toEqual([]);
  });
});

const now = (over: Partial<FulfillmentOrderNow> = {}): FulfillmentOrderNow => ({
  id: "download",
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  fulfillAt: null,
  locationId: "loc",
  locationName: "Store",
  service: null,
  method: "NONE",
  actions: ["CREATE_FULFILLMENT"],
  holds: [],
  lines: [{ id: "d", lineId: PDF, remaining: 1 }],
  ...over,
});
const order = (over: Partial<OrderToFulfill> = {}): OrderToFulfill => ({
  id: "gid://shopify/Order/1",
  name: "#1",
  cancelled: false,
  financialStatus: "PAID",
  fulfillmentStatus: "UNFULFILLED",
  sourceName: "web",
  attribution: null,
  fulfillmentOrders: [now()],
  fulfillments: [],
  ...over,
});

describe("decideNotShipped", () => {
  it("sends what remains, waits for a hold, and leaves what changed meanwhile", () => {
    expect(decideNotShipped(order(), "download")).toMatchObject({
      next: "send",
      request: { entries: [{ lines: [{ id: "d", lineId: PDF, quantity: 1 }] }] },
    });
    const held = order({ fulfillmentOrders: [now({ actions: ["RELEASE_HOLD"] })] });
    expect(decideNotShipped(held, "download").next).toBe("wait");
    for (const changed of [
      order({ cancelled: true }),
      order({ fulfillmentOrders: [] }),
      order({ fulfillmentOrders: [now({ method: "SHIPPING" })] }),
      order({ fulfillmentOrders: [now({ lines: [{ id: "d", lineId: PDF, remaining: 0 }] })] }),
      order({ fulfillments: [{ ...cancelled, numbers: [] }] }),
    ])
      expect(decideNotShipped(changed, "download")).toEqual({ next: "nothing" });
  });
});

describe("withoutNotShipped", () => {
  const done = {
    fulfillmentOrders: [now({ lines: [{ id: "d", lineId: PDF, remaining: 0 }] })],
    fulfillments: [{ ...cancelled, status: "SUCCESS", numbers: [] }],
  };
  it("takes a download that is fulfilled already out of what is too much", () => {
    expect(withoutNotShipped([{ lineId: PDF, quantity: 1 }], order(done), [])).toEqual([]);
    expect(withoutNotShipped([{ lineId: PDF, quantity: 3 }], order(done), [])).toEqual([
      { lineId: PDF, quantity: 2 },
    ]);
  });
  it("keeps what the shipment itself fulfilled, and goods that ship", () => {
    const surplus = [{ lineId: PDF, quantity: 1 }];
    expect(withoutNotShipped(surplus, order(done), surplus)).toEqual(surplus);
    const ships = { ...done, fulfillmentOrders: [now({ method: "SHIPPING" })] };
    expect(withoutNotShipped(surplus, order(ships), [])).toEqual(surplus);
  });
});
