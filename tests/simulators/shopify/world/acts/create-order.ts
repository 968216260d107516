/**
 * An order that an app brings in whole: prices, one discount and taxes as they are given (recording order-create-math-matrix: nothing is computed again),
 * fulfilled and paid as it says. Believed: what is fulfilled so has fulfillment orders that are closed, each with its fulfillment.
 */
import { fromPresentment } from "../arithmetic/bag.ts";
import { Big } from "../arithmetic/big.ts";
import { total } from "../arithmetic/order-totals.ts";
import { totalOutstanding } from "../arithmetic/payments.ts";
import type { Tax } from "../arithmetic/taxes.ts";
import { announceOrder, announceTransaction } from "../announce.ts";
import { buildLine, buildShipping, discountOrder } from "../build-lines.ts";
import type { OrderRecord } from "../model.ts";
import type { OrderSpec } from "../order-spec.ts";
import { newOrder } from "../place-order.ts";
import type { Store } from "../store.ts";
import { recordOrderAgreement } from "./agreements.ts";
import { announceShipping, everythingLeft, ship } from "./fulfill-order.ts";
import { pay } from "./pay-order.ts";
import { route } from "./route-order.ts";

export interface GivenTax {
  title: string;
  rate: string;
  amount: string;
  channelLiable: boolean | null;
}

export interface Created {
  spec: OrderSpec;
  processedAt: string | null;
  lineTaxes: GivenTax[][];
  shippingTaxes: GivenTax[][];
  payments: { gateway: string; amount: string }[];
  financialStatus: string | null;
  fulfilled: boolean;
}

export function createOrder(store: Store, created: Created): OrderRecord {
  const { spec } = created;
  const order = newOrder(store, "created by an app", spec);
  if (created.processedAt !== null) order.processedAt = created.processedAt;
  order.financialStatus = created.financialStatus;
  const given = (taxes: readonly GivenTax[] = []): Tax[] =>
    taxes.map(({ title, rate, amount, channelLiable }) => ({
      title,
      rate,
      source: null,
      channelLiable,
      price: fromPresentment(order.currencies, new Big(amount)),
    }));
  for (const line of spec.lines) buildLine(store, order, line, []);
  for (const discount of spec.discounts ?? []) discountOrder(order, discount);
  order.lines.forEach((line, at) => (line.taxes = given(created.lineTaxes[at])));
  (spec.shipping ?? []).forEach((line, at) => {
    buildShipping(store, order, line, []).taxes = given(created.shippingTaxes[at]);
  });
  order.originalTotal = total(order);
  store.orders.push(store.keep(order));
  for (const payment of created.payments) pay(store, order, { kind: "SALE", ...payment });
  route(store, order, []);
  const fulfillments = created.fulfilled
    ? order.fulfillmentOrderRecords
        .filter(({ status }) => status !== "CLOSED")
        .map((fulfillmentOrder) =>
          ship(store, [fulfillmentOrder], everythingLeft(fulfillmentOrder), []),
        )
    : [];
  recordOrderAgreement(store, order);
  announceOrder(store, "orders/create", order);
  if (order.transactions.length > 0 && totalOutstanding(order).presentment.lte("0"))
    announceOrder(store, "orders/paid", order);
  for (const transaction of order.transactions) announceTransaction(store, transaction);
  announceShipping(store, order, fulfillments);
  return order;
}
