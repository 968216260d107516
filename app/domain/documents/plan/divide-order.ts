import type { OrderFulfillmentOrder, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { LineId } from "#app/lib/ids.ts";
import { compareGids } from "#app/shopify/gid.ts";
import type { EffectiveLine } from "./effective-order.ts";
import { effectiveOrder } from "./effective-order.ts";
import type { OrderShare } from "#app/domain/orders/snapshot/order-share.ts";

export interface Division {
  /** By id; those that wait come last, so that one that can be shipped stands for the order where there is one. */
  shares: OrderShare[];
  /** Why a fulfillment order is not to be shipped yet. */
  waits: ReadonlyMap<string, Wait>;
  /** Titles of lines of which the fulfillment orders have more than the order. */
  unclear: string[];
}

export interface Wait {
  kind: "held" | "scheduled";
  /** Shopify's words for the holds, or the time it is planned for. */
  details: string;
}

/** On hold or planned for later; null: it is to be shipped, or over. */
export function waitOf({
  status,
  holds,
  fulfillAt,
}: Pick<OrderFulfillmentOrder, "status" | "holds" | "fulfillAt">): Wait | null {
  if (status === "ON_HOLD")
    return { kind: "held", details: holds.map(({ displayReason }) => displayReason).join(", ") };
  return status === "SCHEDULED" ? { kind: "scheduled", details: fulfillAt ?? "" } : null;
}

/** Goods that a place ships. Digital goods, tips and gift cards have a fulfillment order of their own at most, which nobody ships. */
export const shipsFromPlace = ({ line }: Pick<EffectiveLine, "line">): boolean =>
  line.requiresShipping && line.kind !== "giftCard" && line.kind !== "tip";

/** Those that goods ship by: neither cancelled (Shopify has put another in its place) nor for what never ships. */
export const fulfillmentOrdersOf = ({
  state,
}: Pick<OrderSnapshot, "state">): OrderFulfillmentOrder[] =>
  state.fulfillmentOrders
    .filter(({ status, deliveryMethod }) => status !== "CANCELLED" && deliveryMethod !== "NONE")
    .sort((a, b) => compareGids(a.id, b.id));

/**
 * What each of an order's fulfillment orders has of it (DOC-7): of each line the open ones, with the closed ones where only both together make up
 * what is left of the line (I-34).
 */
export function divideOrder(snapshot: OrderSnapshot): Division {
  const orders = fulfillmentOrdersOf(snapshot);
  const chosen = effectiveOrder(snapshot)
    .lines.filter(shipsFromPlace)
    .map((effective) => placesOf(effective, orders));
  const shares = orders
    .map(({ id, locationId, locationName, deliveryMethod }): OrderShare => ({
      fulfillmentOrderId: id,
      locationId,
      locationName,
      deliveryMethod,
      lines: chosen.flatMap(({ lineId, units }) => {
        const quantity = units.get(id) ?? 0;
        return quantity > 0 ? [{ lineId, quantity }] : [];
      }),
    }))
    .filter(({ lines }) => lines.length > 0);
  const waits = new Map(
    orders.flatMap((order) => {
      const wait = waitOf(order);
      return wait ? [[order.id, wait] as const] : [];
    }),
  );
  const isWaiting = ({ fulfillmentOrderId }: OrderShare): boolean => waits.has(fulfillmentOrderId);
  return {
    shares: [...shares.filter((one) => !isWaiting(one)), ...shares.filter(isWaiting)],
    waits,
    unclear: chosen.filter(({ over }) => over).map(({ title }) => title),
  };
}

interface Places {
  lineId: LineId;
  title: string;
  units: ReadonlyMap<string, number>;
  over: boolean;
}

function placesOf(
  { line, quantity }: EffectiveLine,
  orders: readonly OrderFulfillmentOrder[],
): Places {
  const all = orders
    .map(({ id, status, lines }) => ({
      id,
      closed: status === "CLOSED",
      units: lines
        .filter(({ lineId }) => lineId === line.id)
        .reduce((sum, { total }) => sum + total, 0),
    }))
    .filter(({ units }) => units > 0);
  const open = all.filter(({ closed }) => !closed);
  const count = (places: typeof all): number => places.reduce((sum, { units }) => sum + units, 0);
  const chosen =
    count(open) === quantity ? open : count(all) === quantity || open.length === 0 ? all : open;
  return {
    lineId: line.id,
    title: line.title,
    units: new Map(chosen.map(({ id, units }) => [id, units])),
    over: count(chosen) > quantity,
  };
}
