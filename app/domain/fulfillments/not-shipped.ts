import type { OrderContent, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { OrderToFulfill } from "./order-to-fulfill.ts";
import type { FulfillmentOrderNow, FulfillmentRequest, LineQuantity } from "./plan-fulfillment.ts";
import type { LineId } from "#app/lib/ids.ts";

/** DeliveryMethodType of goods that do not ship: downloads, services. */
const NOT_SHIPPED = "NONE";

export interface NotShippedFacts {
  when: Settings["fulfillNotShipped"];
  /** Something of the order's shipments was fulfilled. */
  shipmentSent: boolean;
  state: Pick<OrderState, "cancelledAt" | "fullyPaid" | "fulfillmentOrders" | "fulfillments">;
  lines: Pick<OrderContent["lines"][number], "id" | "kind">[];
}

/**
 * Fulfillment orders that the app fulfills because nothing of them is ever shipped (FUL-9), as far as the order was last read. Sold gift cards are left to Shopify, which
 * sends them; what somebody cancelled in Shopify is left to that person.
 */
export function notShippedToFulfill({
  when,
  shipmentSent,
  state,
  lines,
}: NotShippedFacts): string[] {
  const due = when === "whenPaid" ? state.fullyPaid : when === "withFirstShipment" && shipmentSent;
  if (!due || state.cancelledAt !== null) return [];
  const giftCards = new Set(lines.filter(({ kind }) => kind === "giftCard").map(({ id }) => id));
  const cancelled = cancelledLines(state.fulfillments);
  return state.fulfillmentOrders
    .filter(
      (order) =>
        order.deliveryMethod === NOT_SHIPPED &&
        order.supportedActions.includes("CREATE_FULFILLMENT") &&
        order.lines.some(({ remaining }) => remaining > 0) &&
        !order.lines.some(({ lineId }) => giftCards.has(lineId) || cancelled.has(lineId)),
    )
    .map(({ id }) => id);
}

const cancelledLines = (
  fulfillments: readonly { status: string; lines: readonly { lineId: LineId }[] }[],
): Set<LineId> =>
  new Set(
    fulfillments
      .filter(({ status }) => status === "CANCELLED")
      .flatMap(({ lines }) => lines.map(({ lineId }) => lineId)),
  );

export type NotShippedDecision =
  | { next: "send"; request: FulfillmentRequest }
  | { next: "wait"; order: FulfillmentOrderNow }
  /** Somebody fulfilled it meanwhile, or took it back. */
  | { next: "nothing" };

/** The same fulfillment order as it is now. */
export function decideNotShipped(order: OrderToFulfill, id: string): NotShippedDecision {
  const found = order.fulfillmentOrders.find((one) => one.id === id);
  const lines = (found?.lines ?? [])
    .filter(({ remaining }) => remaining > 0)
    .map(({ id: line, lineId, remaining }) => ({ id: line, lineId, quantity: remaining }));
  if (order.cancelled || found?.method !== NOT_SHIPPED || lines.length === 0)
    return { next: "nothing" };
  const cancelled = cancelledLines(order.fulfillments);
  if (lines.some(({ lineId }) => cancelled.has(lineId))) return { next: "nothing" };
  if (!found.actions.includes("CREATE_FULFILLMENT")) return { next: "wait", order: found };
  return {
    next: "send",
    request: {
      locationId: found.locationId ?? found.locationName,
      entries: [{ fulfillmentOrderId: id, lines }],
    },
  };
}

/**
 * What a shipment names beyond what remains, less goods that never ship and are fulfilled already without a shipment: they are where they belong. `own`: what earlier calls
 * of the shipment fulfilled.
 */
export function withoutNotShipped(
  surplus: readonly LineQuantity[],
  order: OrderToFulfill,
  own: readonly LineQuantity[],
): LineQuantity[] {
  const sum = (lines: readonly LineQuantity[], lineId: LineId): number =>
    lines.filter((line) => line.lineId === lineId).reduce((total, one) => total + one.quantity, 0);
  const fulfilled = order.fulfillments
    .filter(({ status }) => status !== "CANCELLED")
    .flatMap(({ lines }) => lines);
  return surplus.flatMap(({ lineId, quantity }) => {
    const methods = order.fulfillmentOrders
      .filter(({ lines }) => lines.some((line) => line.lineId === lineId))
      .map(({ method }) => method);
    if (methods.length === 0 || methods.some((method) => method !== NOT_SHIPPED))
      return [{ lineId, quantity }];
    const left = quantity - Math.max(0, sum(fulfilled, lineId) - sum(own, lineId));
    return left > 0 ? [{ lineId, quantity: left }] : [];
  });
}
