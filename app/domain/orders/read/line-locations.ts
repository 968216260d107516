import type { OrderContent } from "../snapshot/snapshot.ts";
import type { WholeOrder } from "./whole-order.ts";
import { compareGids } from "#app/shopify/gid.ts";

type Place = OrderContent["lineLocations"][number];

/**
 * Where each order line ships from, by its fulfillment orders (I-34): the open ones; with the closed ones when only both together make up
 * the ordered quantity (a partly shipped line whose fulfillment order was split); the closed ones when none is open. Summed per
 * location, so that shipping alone changes nothing here.
 */
export function lineLocations(order: WholeOrder): Place[] {
  const parts = [...order.fulfillmentOrders]
    .sort((a, b) => compareGids(a.head.id, b.head.id))
    .flatMap(({ head, lines }) =>
      lines.map((line) => ({ lineId: line.lineItem.id, quantity: line.totalQuantity, head })),
    );
  return order.lines.flatMap((line) => {
    const own = parts.filter(
      (part) => part.lineId === line.id && part.head.status !== "CANCELLED" && part.quantity > 0,
    );
    const open = own.filter((part) => part.head.status !== "CLOSED");
    const chosen =
      quantity(open) === line.quantity
        ? open
        : quantity(own) === line.quantity || open.length === 0
          ? own
          : open;
    const places = new Map<string, Place>();
    for (const { head, quantity: units } of chosen) {
      const place = {
        lineId: line.id,
        locationId: head.assignedLocation.location?.id ?? null,
        locationName: head.assignedLocation.name,
        deliveryMethod: head.deliveryMethod?.methodType ?? null,
      };
      const key = JSON.stringify([place.locationId, place.locationName, place.deliveryMethod]);
      const known = places.get(key);
      places.delete(key); // the last fulfillment order is the last place, also of a place seen before
      places.set(key, { ...place, quantity: (known?.quantity ?? 0) + units });
    }
    return [...places.values()];
  });
}

const quantity = (parts: readonly { quantity: number }[]): number =>
  parts.reduce((sum, part) => sum + part.quantity, 0);
