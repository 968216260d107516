import { z } from "zod";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { marketplaceReadiness } from "#app/domain/marketplace/marketplace.ts";
import type { OrderToFulfill, ExistingFulfillment } from "./order-to-fulfill.ts";
import type { LineQuantity, ShippedLine } from "./plan-fulfillment.ts";
import { byLine, linesOf, neededOf, planFulfillment } from "./plan-fulfillment.ts";
import type { DocumentShare } from "#app/domain/orders/snapshot/order-share.ts";
import { placeOf, placesOf } from "./places-of-share.ts";
import { withoutNotShipped } from "./not-shipped.ts";
import { inWords } from "./shipment.ts";
import type { TrackingInfo } from "./tracking.ts";
import { numbersOf } from "./tracking.ts";
import { LineId } from "#app/lib/ids.ts";

const quantity = z.object({ lineId: LineId, quantity: z.number().int().positive() });
const requestSchema = z.object({
  locationId: z.string(),
  entries: z.array(
    z.object({
      fulfillmentOrderId: z.string(),
      lines: z.array(quantity.extend({ id: z.string() })),
    }),
  ),
});

/** One call for a shipment, and what stood at Shopify before it: committed before the call leaves, so that its lost answer can be looked up. */
export const partSchema = z.object({
  /** Null: nothing is left to call for. */
  request: requestSchema.nullable(),
  numbers: z.array(z.string()),
  /** Fulfillments of the order before the call. */
  held: z.array(z.string()),
  surplus: z.array(quantity),
  /** Something of the shipment comes after this call: another location, a hold, a fulfillment service. */
  more: z.boolean(),
});
export type Part = z.infer<typeof partSchema>;

export type PartDecision =
  | { next: "send"; part: Part }
  | { next: "wait"; problem: ProblemValue }
  | { next: "stop"; problem: ProblemValue };

export interface PartAsked {
  number: string;
  shipped: readonly ShippedLine[];
  fulfilled: readonly LineQuantity[];
  tracking: TrackingInfo | undefined;
  /** The shop card's list of sources that a marketplace stands for. */
  channelCaptures: string;
  /** Of a divided order: which part of it the shipped document has. */
  share?: DocumentShare | undefined;
}

/**
 * What the next call for a shipment is, by the order as it is now: what is open goes first; what is held or planned for later waits; what a fulfillment service has is a
 * person's (FUL-5); a marketplace's order waits until it is let go (MKT-2); with nothing left at all it is −1 (F-20).
 */
export function decidePart(asked: PartAsked, order: OrderToFulfill | null): PartDecision {
  if (!order)
    return stop(
      problem(
        "fulfillment-refused",
        { message: "There is no order with this id any more." },
        "order-gone",
      ),
    );
  const about = { orderId: order.id };
  if (order.cancelled) return stop(problem("order-cancelled", { ...about, number: asked.number }));
  const { needed, broken } = neededOf(asked.shipped, asked.fulfilled);
  if (broken.length > 0 && needed.length === 0 && asked.fulfilled.length === 0)
    return stop(problem("broken-quantity", { ...about, lines: inWords(broken, asked.shipped) }));
  const plan = planFulfillment(needed, placesOf(order.fulfillmentOrders, asked.share));
  const surplus = withoutNotShipped(plan.surplus, order, asked.fulfilled);
  const { attribution, sourceName, financialStatus } = order;
  const unready = marketplaceReadiness(
    {
      attribution,
      sourceName,
      financialStatus,
      fulfillmentOrders: order.fulfillmentOrders.map(({ status, actions }) => ({
        status,
        supportedActions: actions,
      })),
    },
    asked.channelCaptures,
  );
  const [held] = plan.waiting;
  const [service] = plan.thirdParty;
  if (unready && (plan.requests.length > 0 || held)) return { next: "wait", problem: unready };
  const [request = null, ...rest] = plan.requests;
  if (!request) {
    if (held) {
      const holds = [
        ...new Set(
          plan.waiting.filter(({ kind }) => kind === "held").map(({ details }) => details),
        ),
      ].join("; ");
      return {
        next: "wait",
        problem:
          held.kind === "held"
            ? problem("fulfillment-held", { ...about, holds })
            : problem("fulfillment-scheduled", { ...about, at: held.details }),
      };
    }
    if (service)
      return stop(
        problem("third-party-fulfillment", {
          ...about,
          service: [...new Set(plan.thirdParty.map((one) => one.service))].join(", "),
        }),
      );
    const place = asked.share && placeOf(asked.share);
    if (place && asked.fulfilled.length === 0 && surplus.length > 0)
      return stop(
        problem("shipped-elsewhere", { ...about, location: place.name, number: asked.number }),
      );
    if (asked.fulfilled.length === 0 && surplus.length > 0)
      return stop(problem("nothing-left-to-fulfill", about));
  }
  return {
    next: "send",
    part: {
      request,
      numbers: numbersOf(asked.tracking),
      held: order.fulfillments.map(({ id }) => id),
      surplus,
      more: rest.length > 0 || plan.waiting.length > 0 || plan.thirdParty.length > 0,
    },
  };
}

const stop = (value: ProblemValue): PartDecision => ({ next: "stop", problem: value });

/**
 * Fulfillments that came since and are exactly what the call asked for: same lines, same quantities, same tracking numbers. A cancelled one counts when there is no other: the
 * call had gone through. `others`: ids known to be of the order's other shipments.
 */
export function madeBy(
  part: Part,
  fulfillments: readonly ExistingFulfillment[],
  others: ReadonlySet<string>,
): ExistingFulfillment[] {
  const { request } = part;
  if (!request) return [];
  const wanted = linesOf(request);
  const numbers = [...part.numbers].sort();
  const alike = fulfillments.filter(
    ({ id, lines, numbers: theirs }) =>
      !part.held.includes(id) &&
      !others.has(id) &&
      same(byLine(lines), wanted) &&
      same([...theirs].sort(), numbers),
  );
  const standing = alike.filter(({ status }) => status !== "CANCELLED");
  return standing.length > 0 ? standing : alike;
}

/** Both are brought into one shape first: a request that the database kept comes back with its fields in another order. */
export const sameRequest = (a: Part, b: Part): boolean =>
  same(requestSchema.nullable().parse(a.request), requestSchema.nullable().parse(b.request));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
