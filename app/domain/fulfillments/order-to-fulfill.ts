import type {
  FulfillmentMadeFragment,
  FulfillmentOrderToFulfillFragment,
  OrdersToFulfillQuery,
} from "#app/shopify/generated/admin.ts";
import type { FulfillmentOrderNow, LineQuantity } from "./plan-fulfillment.ts";

/** An order read right before one of its shipments is sent: what can be fulfilled, and the fulfillments there are. */
export interface OrderToFulfill {
  id: string;
  name: string;
  cancelled: boolean;
  financialStatus: string | null;
  fulfillmentStatus: string;
  sourceName: string | null;
  attribution: { handle: string; displayName: string } | null;
  fulfillmentOrders: FulfillmentOrderNow[];
  fulfillments: ExistingFulfillment[];
}

export interface ExistingFulfillment {
  id: string;
  name: string;
  status: string;
  createdAt: string;
  numbers: string[];
  /** The carrier that its tracking names. */
  company?: string | null;
  lines: LineQuantity[];
}

export type OrderNode = Extract<
  OrdersToFulfillQuery["nodes"][number],
  { fulfillmentOrders: unknown }
>;
export const isOrderNode = (node: OrdersToFulfillQuery["nodes"][number]): node is OrderNode =>
  node !== null && "fulfillmentOrders" in node;

export const fulfillmentOrderOf = (
  node: FulfillmentOrderToFulfillFragment,
): FulfillmentOrderNow => {
  const { location } = node.assignedLocation;
  return {
    id: node.id,
    status: node.status,
    requestStatus: node.requestStatus,
    fulfillAt: node.fulfillAt,
    locationId: location?.id ?? null,
    locationName: node.assignedLocation.name,
    service: location?.isFulfillmentService
      ? (location.fulfillmentService?.serviceName ?? node.assignedLocation.name)
      : null,
    method: node.deliveryMethod?.methodType ?? null,
    actions: node.supportedActions.map(({ action }) => action),
    holds: node.fulfillmentHolds.map(({ displayReason, reasonNotes }) =>
      reasonNotes ? `${displayReason} (${reasonNotes})` : displayReason,
    ),
    lines: node.lineItems.nodes.map(({ id, remainingQuantity, lineItem }) => ({
      id,
      lineId: lineItem.id,
      remaining: remainingQuantity,
    })),
  };
};

export const fulfillmentOf = (node: FulfillmentMadeFragment): ExistingFulfillment => ({
  id: node.id,
  name: node.name,
  status: node.status,
  createdAt: node.createdAt,
  numbers: node.trackingInfo.flatMap(({ number }) => number ?? []),
  company: node.trackingInfo[0]?.company ?? null,
  lines: node.fulfillmentLineItems.nodes.map(({ quantity, lineItem }) => ({
    lineId: lineItem.id,
    quantity: quantity ?? 0,
  })),
});

export const orderOf = (node: OrderNode): OrderToFulfill => ({
  id: node.id,
  name: node.name,
  cancelled: node.cancelledAt !== null,
  financialStatus: node.displayFinancialStatus,
  fulfillmentStatus: node.displayFulfillmentStatus,
  sourceName: node.sourceName,
  attribution: node.attribution,
  fulfillmentOrders: node.fulfillmentOrders.nodes.map(fulfillmentOrderOf),
  fulfillments: node.fulfillments.map(fulfillmentOf),
});
