import type { OrderReturn } from "../snapshot/snapshot.ts";
import { bag } from "./money-from-shopify.ts";
import { moment, momentOrNull } from "./scalars-from-shopify.ts";
import type { WholeOrder } from "./whole-order.ts";
import { compareGids } from "#app/shopify/gid.ts";
import type { LineId } from "#app/lib/ids.ts";

type WholeReturn = WholeOrder["returns"][number];

export const returnsOf = (order: WholeOrder): OrderReturn[] =>
  [...order.returns].sort((a, b) => compareGids(a.head.id, b.head.id)).map(returnOf);

function returnOf({ head, lines, exchanges, reverseOrders }: WholeReturn): OrderReturn {
  return {
    id: head.id,
    name: head.name,
    status: head.status,
    quantity: head.totalQuantity,
    createdAt: moment(head.createdAt, "return createdAt"),
    closedAt: momentOrNull(head.closedAt, "return closedAt"),
    approvedAt: momentOrNull(head.requestApprovedAt, "return requestApprovedAt"),
    declineReason: head.decline?.reason ?? null,
    lines: lines.map(returnLine),
    shippingFees: head.returnShippingFees.map((fee) => ({
      id: fee.id,
      amount: bag(fee.amountSet),
    })),
    exchanges: exchanges.map((exchange) => ({
      id: exchange.id,
      quantity: exchange.quantity,
      processed: exchange.processedQuantity,
      lineIds: (exchange.lineItems ?? []).map(({ id }) => id),
    })),
    reverseOrders: reverseOrders.map(reverseOrder),
  };
}

function returnLine(line: WholeReturn["lines"][number]): OrderReturn["lines"][number] {
  const verified = "fulfillmentLineItem" in line ? line : undefined;
  const fee = verified?.restockingFee;
  return {
    id: line.id,
    lineId: verified?.fulfillmentLineItem.lineItem.id ?? null,
    quantity: line.quantity,
    processed: line.processedQuantity,
    refunded: line.refundedQuantity,
    reason: line.returnReasonDefinition && {
      handle: line.returnReasonDefinition.handle,
      name: line.returnReasonDefinition.name,
    },
    total: verified ? bag(verified.withCodeDiscountedTotalPriceSet) : null,
    restockingFee: fee ? { percentage: fee.percentage, amount: bag(fee.amountSet) } : null,
  };
}

const reverseOrder = ({
  head,
  lines,
}: WholeReturn["reverseOrders"][number]): OrderReturn["reverseOrders"][number] => ({
  id: head.id,
  status: head.status,
  lines: lines.map((line) => ({
    id: line.id,
    lineId: line.fulfillmentLineItem?.lineItem.id ?? null,
    quantity: line.totalQuantity,
    dispositions: line.dispositions.map((done) => ({
      id: done.id,
      type: done.type,
      quantity: done.quantity,
      createdAt: moment(done.createdAt, "disposition createdAt"),
      locationId: done.location?.id ?? null,
      locationName: done.location?.name ?? null,
    })),
  })),
});

/**
 * where a return put the units of each order line: the one location that all that was done with them names. Several places, or none, give
 * none.
 */
export function returnLocations(entry: OrderReturn): ReadonlyMap<LineId, string> {
  const places = new Map<LineId, Set<string>>();
  for (const { lineId, dispositions } of entry.reverseOrders.flatMap(({ lines }) => lines))
    for (const { locationId } of dispositions)
      if (lineId !== null && locationId !== null)
        places.set(lineId, (places.get(lineId) ?? new Set()).add(locationId));
  return new Map(
    [...places].flatMap(([lineId, all]) => {
      const [only] = all;
      return only !== undefined && all.size === 1 ? [[lineId, only] as const] : [];
    }),
  );
}
