import { describe, expect, it } from "vitest";
import type { OrderToFulfill, ExistingFulfillment } from "./order-to-fulfill.ts";
import type { Part, PartAsked } from "./part.ts";
import { decidePart, madeBy, sameRequest } from "./part.ts";
import type { FulfillmentOrderNow } from "./plan-fulfillment.ts";
import type { LineId } from "#app/lib/ids.ts";

const A: LineId = "gid://shopify/LineItem/1";
const B: LineId = "gid://shopify/LineItem/2";

const fo = (over: Partial<FulfillmentOrderNow> = {}): FulfillmentOrderNow => ({
  id: "f1",
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  fulfillAt: null,
  locationId: "loc-1",
  locationName: "Store",
  service: null,
  method: "SHIPPING",
  actions: ["CREATE_FULFILLMENT"],
  holds: [],
  lines: [{ id: "f1-a", lineId: A, remaining: 2 }],
  ...over,
});
const order = (
  fulfillmentOrders: FulfillmentOrderNow[],
  over: Partial<OrderToFulfill> = {},
): OrderToFulfill => ({
  id: "gid://shopify/Order/1",
  name: "#1",
  cancelled: false,
  financialStatus: "PAID",
  fulfillmentStatus: "UNFULFILLED",
  sourceName: "web",
  attribution: null,
  fulfillmentOrders,
  fulfillments: [],
  ...over,
});
const asked = (over: Partial<PartAsked> = {}): PartAsked => ({
  number: "SH-1",
  shipped: [{ lineId: A, quantity: 2, description: "Cup" }],
  fulfilled: [],
  tracking: { number: "T" },
  channelCaptures: "",
  ...over,
});
const tiktok = {
  sourceName: "tiktok",
  attribution: { handle: "tiktok", displayName: "TikTok Shop" },
};
const held = { actions: ["RELEASE_HOLD"], status: "ON_HOLD" };

describe("decidePart", () => {
  it("sends what is open, with what stood before it", () => {
    const standing = {
      id: "old",
      name: "#1-F1",
      status: "SUCCESS",
      createdAt: "",
      numbers: [],
      lines: [],
    };
    expect(decidePart(asked(), order([fo()], { fulfillments: [standing] }))).toEqual({
      next: "send",
      part: {
        request: {
          locationId: "loc-1",
          entries: [{ fulfillmentOrderId: "f1", lines: [{ id: "f1-a", lineId: A, quantity: 2 }] }],
        },
        numbers: ["T"],
        held: ["old"],
        surplus: [],
        more: false,
      },
    });
  });

  it("names every hold and the date", () => {
    const both = [
      fo({ ...held, holds: ["Address"], lines: [{ id: "x", lineId: A, remaining: 1 }] }),
      fo({ id: "f2", ...held, holds: ["Fraud"] }),
    ];
    expect(decidePart(asked(), order(both))).toMatchObject({
      next: "wait",
      problem: { kind: "fulfillment-held", params: { holds: "Address; Fraud" } },
    });
    expect(
      decidePart(
        asked(),
        order([fo({ actions: [], status: "SCHEDULED", fulfillAt: "2027-01-01T00:00:00Z" })]),
      ),
    ).toMatchObject({
      next: "wait",
      problem: { kind: "fulfillment-scheduled", params: { at: "2027-01-01T00:00:00Z" } },
    });
  });

  it("waits for a marketplace's payment and hold, never for one that has let go (MKT-2)", () => {
    expect(
      decidePart(asked(), order([fo()], { ...tiktok, financialStatus: "PENDING" })),
    ).toMatchObject({
      next: "wait",
      problem: { kind: "held-marketplace", params: { channel: "TikTok Shop" } },
    });
    expect(
      decidePart(asked(), order([fo(held)], { ...tiktok, financialStatus: "AUTHORIZED" })),
    ).toMatchObject({ next: "wait", problem: { kind: "held-marketplace" } });
    expect(
      decidePart(asked(), order([fo()], { ...tiktok, financialStatus: "AUTHORIZED" })),
    ).toMatchObject({ next: "send" });
    expect(
      decidePart(asked(), order([fo({ lines: [] })], { ...tiktok, financialStatus: "PENDING" })),
    ).toMatchObject({ next: "stop", problem: { kind: "nothing-left-to-fulfill" } });
  });

  it("stops for a person where nobody else helps", () => {
    expect(decidePart(asked(), null)).toMatchObject({
      next: "stop",
      problem: { kind: "fulfillment-refused" },
    });
    expect(decidePart(asked(), order([fo()], { cancelled: true }))).toMatchObject({
      next: "stop",
      problem: { kind: "order-cancelled" },
    });
    expect(decidePart(asked(), order([fo({ service: "Far Away" })]))).toMatchObject({
      next: "stop",
      problem: { kind: "third-party-fulfillment", params: { service: "Far Away" } },
    });
    expect(decidePart(asked(), order([]))).toMatchObject({
      next: "stop",
      problem: { kind: "nothing-left-to-fulfill" },
    });
  });

  it("ends a shipment of which a part was fulfilled and the rest is gone, with the surplus named (F-21)", () => {
    expect(decidePart(asked({ fulfilled: [{ lineId: A, quantity: 1 }] }), order([]))).toMatchObject(
      {
        next: "send",
        part: { request: null, surplus: [{ lineId: A, quantity: 1 }], more: false },
      },
    );
  });
});

describe("madeBy", () => {
  const part: Part = {
    request: {
      locationId: "l",
      entries: [
        {
          fulfillmentOrderId: "f",
          lines: [
            { id: "1", lineId: A, quantity: 1 },
            { id: "2", lineId: A, quantity: 1 },
          ],
        },
      ],
    },
    numbers: ["T2", "T1"],
    held: ["old"],
    surplus: [],
    more: false,
  };
  const made = (id: string, over: Partial<ExistingFulfillment> = {}): ExistingFulfillment => ({
    id,
    name: id,
    status: "SUCCESS",
    createdAt: "",
    numbers: ["T1", "T2"],
    lines: [{ lineId: A, quantity: 2 }],
    ...over,
  });
  const ids = (list: ExistingFulfillment[], others: string[] = []) =>
    madeBy(part, list, new Set(others)).map(({ id }) => id);

  it("finds the new fulfillment with the same goods and numbers, and no other", () => {
    expect(
      ids([
        made("old"),
        made("less", { lines: [{ lineId: A, quantity: 1 }] }),
        made("more", {
          lines: [
            { lineId: A, quantity: 2 },
            { lineId: B, quantity: 1 },
          ],
        }),
        made("other", { numbers: ["T1"] }),
        made("ours"),
      ]),
    ).toEqual(["ours"]);
    expect(ids([made("ours"), made("theirs")], ["theirs"])).toEqual(["ours"]);
  });

  it("counts a cancelled one when it is the only one", () => {
    expect(ids([made("c", { status: "CANCELLED" })])).toEqual(["c"]);
    expect(ids([made("c", { status: "CANCELLED" }), made("ours")])).toEqual(["ours"]);
    expect(ids([made("x"), made("y")])).toEqual(["x", "y"]);
  });

  it("finds nothing for a call that was none", () => {
    expect(madeBy({ ...part, request: null }, [made("x")], new Set())).toEqual([]);
  });
});

describe("sameRequest", () => {
  const asked = {
    locationId: "l",
    entries: [{ fulfillmentOrderId: "f", lines: [{ id: "1", lineId: A, quantity: 1 }] }],
  };
  const part = (request: Part["request"]): Part => ({
    request,
    numbers: [],
    held: [],
    surplus: [],
    more: false,
  });
  it("knows a request again that the database gave back with its fields in another order", () => {
    expect(
      sameRequest(
        part(asked),
        part({
          entries: [{ lines: [{ quantity: 1, lineId: A, id: "1" }], fulfillmentOrderId: "f" }],
          locationId: "l",
        }),
      ),
    ).toBe(true);
    expect(sameRequest(part(asked), part({ ...asked, locationId: "m" }))).toBe(false);
    expect(sameRequest(part(asked), part(null))).toBe(false);
  });
});
