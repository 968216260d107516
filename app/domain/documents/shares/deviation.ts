import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { LineId } from "#app/lib/ids.ts";
import { numericId } from "#app/shopify/gid.ts";
import { fulfillmentOrdersOf, shipsFromPlace } from "../plan/divide-order.ts";
import { effectiveOrder } from "../plan/effective-order.ts";
import type { OrderShare } from "#app/domain/orders/snapshot/order-share.ts";

/** Where it stands no longer matters: all of it is shipped, or nothing of it will be. */
const OVER = new Set(["FULFILLED", "FULFILLMENT_NOT_REQUIRED"]);

/**
 * Fulfillment orders that were split, merged or moved since the order's documents were made by them; null: they are as they were. One that only has
 * less is an edit or a refund, which the order says itself.
 */
export function deviation(
  shares: readonly OrderShare[],
  snapshot: OrderSnapshot,
): ProblemValue | null {
  const { content, state } = snapshot;
  if (state.cancelledAt !== null || OVER.has(state.fulfillmentStatus)) return null;
  const goods = new Set(
    effectiveOrder(snapshot)
      .lines.filter(shipsFromPlace)
      .map(({ line }) => line.id),
  );
  const now = fulfillmentOrdersOf(snapshot)
    .map((order): OrderShare => ({
      fulfillmentOrderId: order.id,
      locationId: order.locationId,
      locationName: order.locationName,
      deliveryMethod: order.deliveryMethod,
      lines: order.lines
        .filter(({ lineId, total }) => goods.has(lineId) && total > 0)
        .map(({ lineId, total }) => ({ lineId, quantity: total })),
    }))
    .filter(({ lines }) => lines.length > 0);
  const stands = (share: OrderShare): boolean => {
    const same = now.find((one) => one.fulfillmentOrderId === share.fulfillmentOrderId);
    // All of its goods were removed or cancelled.
    if (!same) return share.lines.every(({ lineId }) => !goods.has(lineId));
    return (
      placeOf(same) === placeOf(share) &&
      same.lines.every(({ lineId, quantity }) => quantity <= unitsIn(share, lineId))
    );
  };
  const isNew = ({ fulfillmentOrderId }: OrderShare): boolean =>
    !shares.some((share) => share.fulfillmentOrderId === fulfillmentOrderId);
  if (shares.every(stands) && !now.some(isNew)) return null;
  const titles = new Map(content.lines.map(({ id, title }) => [id, title]));
  const inWords = (of: readonly OrderShare[]): string =>
    of.map((share) => shareInWords(share, titles)).join("; ");
  return problem("fulfillment-orders-changed", {
    before: inWords(shares),
    now: inWords(now),
    orderId: content.id,
  });
}

/** A location that was deleted has only its name left. */
const placeOf = ({ locationId, locationName }: OrderShare): string => locationId ?? locationName;

const unitsIn = ({ lines }: OrderShare, id: LineId): number =>
  lines.filter(({ lineId }) => lineId === id).reduce((all, { quantity }) => all + quantity, 0);

const shareInWords = (
  { fulfillmentOrderId, locationName, lines }: OrderShare,
  titles: ReadonlyMap<LineId, string>,
): string =>
  `${locationName} (${numericId(fulfillmentOrderId)}): ${lines
    .map(({ lineId, quantity }) => `${quantity} × ${titles.get(lineId) ?? ""}`)
    .join(", ")}`;
