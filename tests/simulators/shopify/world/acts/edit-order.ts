/**
 * Order edits. Lowering a quantity or removing a line makes a refund without money and leaves the line with its old `quantity`; an added line gets a
 * fulfillment order of its own (recording order-edit-commit-history-and-fulfillment-orders); an added discount lowers subtotal and total
 * (recording order-edit-money-math).
 */
import { currentQuantity } from "../arithmetic/line-amounts.ts";
import { announceEdit, announceFulfillmentOrder, announceRefund, touch } from "../announce.ts";
import { buildLine, buildShipping, discountLine, taxLine } from "../build-lines.ts";
import type { LineRecord, OrderRecord } from "../model.ts";
import type { LineSpec, ShippingSpec } from "../order-spec.ts";
import type { Store } from "../store.ts";
import { recordEditAgreement } from "./agreements.ts";
import { newRefund, refundLine } from "./refund-order.ts";
import { route } from "./route-order.ts";
import type { TaxRate } from "../arithmetic/taxes.ts";

export interface EditRequest {
  setQuantity?: { line: number; quantity: number; restock?: boolean }[];
  add?: LineSpec[];
  discountLine?: { line: number; amount: string; title: string };
  removeShipping?: number;
  addShipping?: ShippingSpec;
}

const ratesOf = (line: LineRecord): TaxRate[] =>
  line.taxes.map(({ title, rate, source, channelLiable }) => ({
    title,
    rate,
    source,
    channelLiable,
  }));

export function editOrder(store: Store, order: OrderRecord, request: EditRequest): OrderRecord {
  if (
    !request.setQuantity?.length &&
    !request.add?.length &&
    !request.discountLine &&
    request.removeShipping === undefined &&
    !request.addShipping
  )
    throw new Error("There must be at least one change to be made.");
  const rates = order.lines.map(ratesOf).find((found) => found.length > 0) ?? [];
  const lowered = (request.setQuantity ?? []).map((change) => {
    const line = order.lines[change.line];
    if (!line) throw new Error(`Order ${order.name} has no line ${change.line}.`);
    return { ...change, delta: currentQuantity(line) - change.quantity, id: line.id };
  });
  if (lowered.some(({ delta }) => delta < 0))
    throw new Error(
      "The simulated shop lowers quantities and adds lines; raising a quantity is done by adding the variant again.",
    );
  const removals = lowered.filter(({ delta }) => delta > 0);
  const refund = removals.length === 0 ? null : newRefund(store, order, null, true);
  if (refund)
    for (const change of removals)
      refundLine(
        store,
        refund,
        change.line,
        change.delta,
        change.restock ? "CANCEL" : "NO_RESTOCK",
      );
  const added = (request.add ?? []).map((spec) => {
    const line = buildLine(store, order, spec, rates);
    line.addedByEdit = true;
    return line;
  });
  if (request.discountLine) {
    const line = order.lines[request.discountLine.line]!;
    const own = ratesOf(line);
    discountLine(order, line, {
      amount: request.discountLine.amount,
      title: request.discountLine.title,
    });
    taxLine(order, line, own);
  }
  if (request.removeShipping !== undefined)
    order.shipping[request.removeShipping]!.isRemoved = true;
  if (request.addShipping)
    buildShipping(store, order, request.addShipping, order.shipping[0]?.taxes ?? []);
  const before = order.fulfillmentOrderRecords.length;
  if (added.length > 0) route(store, order, [], added);
  order.edited = true;
  if (order.cancelledAt === null) order.closedAt = null; // "Order unarchived" (recording order-edit-commit-success-messages)
  recordEditAgreement(store, order, added, refund);
  order.fulfillmentOrderRecords
    .slice(before)
    .forEach((fulfillmentOrder) =>
      announceFulfillmentOrder(
        store,
        "fulfillment_orders/order_routing_complete",
        fulfillmentOrder,
      ),
    );
  announceEdit(
    store,
    order,
    store.ids.of("OrderEdit"),
    added.map(({ id, quantity }) => ({ id, delta: quantity })),
    removals.map(({ id, delta }) => ({ id, delta })),
  );
  if (refund) announceRefund(store, refund);
  touch(store, order);
  return order;
}
