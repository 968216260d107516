import { expect, it } from "vitest";
import { LineId } from "#app/lib/ids.ts";
import { placesOf } from "./places-of-share.ts";
import type { FulfillmentOrderNow } from "./plan-fulfillment.ts";

const now = (id: string, locationId: string, method = "SHIPPING"): FulfillmentOrderNow => ({
  id,
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  fulfillAt: null,
  locationId,
  locationName: locationId,
  service: null,
  method,
  actions: ["CREATE_FULFILLMENT"],
  holds: [],
  lines: [{ id: `${id}-1`, lineId: LineId.parse("gid://shopify/LineItem/1"), remaining: 1 }],
});
const share = (id: string, locationId: string) => ({
  fulfillmentOrderId: id,
  locationId,
  locationName: locationId,
  deliveryMethod: "SHIPPING",
  lines: [],
});
const shares = [share("a", "north"), share("b", "south"), share("c", "south")];

it("a shipment fulfills its document's fulfillment order, and what was split off it at the same place", () => {
  const orders = [
    now("a", "north"),
    now("b", "south"),
    now("c", "south"),
    now("split", "south"),
    now("moved", "east"),
    now("digital", "north", "NONE"),
  ];
  const of = (id: string) =>
    placesOf(orders, { fulfillmentOrderId: id, shares }).map((one) => one.id);
  expect(of("b")).toEqual(["b", "split"]);
  expect(of("c")).toEqual(["c", "split"]);
  expect(of("a")).toEqual(["a", "digital"]);
  expect(placesOf([now("b", "east")], { fulfillmentOrderId: "b", shares })).toEqual([]);
  expect(placesOf(orders, undefined)).toBe(orders);
});
