/**
 * Refunds. One with money takes lines, shipping, duties or a free amount out of the order; an edit that lowers a quantity makes one without money.
 * Recording refund-create-partial-shipping-restock-parity: one of two units at 10 plus 5 shipping gives subtotal 10.0 and total refunded 15.0.
 */
import {
  add,
  each,
  fromPresentment,
  negate,
  subtract,
  sum,
  zero,
  type Bag,
} from "../arithmetic/bag.ts";
import { Big } from "../arithmetic/big.ts";
import { roundTo } from "../arithmetic/currency.ts";
import {
  allDiscounts,
  currentQuantity,
  currentShippingNet,
  currentShippingTax,
  netTotal,
  portion,
  removedQuantity,
  shippingNet,
  taxTotal,
} from "../arithmetic/line-amounts.ts";
import { netPayment, totalOutstanding, totalReceived } from "../arithmetic/payments.ts";
import { announceRefund, announceTransaction, touch } from "../announce.ts";
import type { OrderRecord, RefundLineRecord, RefundRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { recordRefundAgreement } from "./agreements.ts";
import { restore } from "../gift-cards.ts";
import { addTransaction, atRateOf } from "./pay-order.ts";
import { feesOf, findReturn, settledBy } from "./return-fees.ts";
import { defaultLocation, withdraw } from "./route-order.ts";

export interface RefundRequest {
  lines?: {
    line: number;
    quantity: number;
    restock?: RefundLineRecord["restockType"];
    location?: string;
  }[];
  /** Amount before tax ("all": what is left of every shipping line). */
  shipping?: string;
  duties?: boolean;
  /** "none": no transaction; left out: the worth of what is refunded, at most what was paid. */
  money?: string;
  note?: string;
  /** A free amount without goods: a discrepancy. */
  custom?: string;
  /** Gateway the money goes to instead of those it came from. */
  refundTo?: string;
  /** The return it pays back, by position (0 is the first); its fees are kept. */
  ofReturn?: number;
  /** It only pays back: the goods stand on its return. */
  goodsOnReturn?: boolean;
  /** How the money goes: at once, or pending until it is settled, or refused by the bank. */
  status?: "SUCCESS" | "PENDING" | "FAILURE";
}

export function newRefund(
  store: Store,
  order: OrderRecord,
  note: string | null,
  byEdit: boolean,
): RefundRecord {
  const refund: RefundRecord = {
    __typename: "Refund",
    id: store.ids.of("Refund"),
    createdAt: store.instant(),
    processedAt: store.instant(),
    updatedAt: store.instant(),
    note,
    staffMember: null,
    byEdit,
    return: null,
    goodsOnReturn: false,
    lines: [],
    shipping: [],
    adjustments: [],
    refundedDuties: [],
    fees: [],
    settled: zero,
    payments: [],
    order,
  };
  order.refundRecords.push(store.keep(refund));
  return refund;
}

export function refundLine(
  store: Store,
  refund: RefundRecord,
  at: number,
  quantity: number,
  restockType: RefundLineRecord["restockType"],
  location?: string,
): void {
  const { order } = refund;
  const line = order.lines[at];
  // Text: recording refund-create-user-errors-and-quantities.
  if (!line || quantity < 1 || quantity > currentQuantity(line))
    throw new Error(
      `Quantity cannot refund more items than were purchased (order ${order.name}, line ${at}).`,
    );
  const before = removedQuantity(line);
  const restocked = restockType === "RETURN" || restockType === "CANCEL";
  const subtotal = portion(line, netTotal(line), before, quantity);
  refund.lines.push({
    __typename: "RefundLineItem",
    id: store.ids.of("RefundLineItem"),
    quantity,
    restockType,
    restocked,
    lineItem: line,
    location: restocked
      ? location === undefined
        ? defaultLocation(store)
        : store.location(location)
      : null,
    price: each(subtotal, (amount, side) =>
      roundTo(order.currencies[side], amount.div(String(quantity))),
    ),
    subtotal,
    tax: portion(line, taxTotal(line), before, quantity),
    discount: portion(line, allDiscounts(line), before, quantity),
    order,
  });
  withdraw(store, line, quantity);
}

function refundShipping(store: Store, refund: RefundRecord, wanted: string): void {
  let left = wanted === "all" ? undefined : new Big(wanted);
  for (const line of refund.order.shipping.filter(({ isRemoved }) => !isRemoved)) {
    const open = currentShippingNet(line);
    const taken =
      left === undefined || left.gte(open.presentment)
        ? open
        : fromPresentment(refund.order.currencies, left);
    if (taken.presentment.eq("0")) continue;
    const all = taken.presentment.eq(open.presentment);
    const tax = all
      ? currentShippingTax(line)
      : each(taxTotal(line), (amount, side) =>
          roundTo(
            refund.order.currencies[side],
            amount.times(taken[side]).div(shippingNet(line)[side]),
          ),
        );
    refund.shipping.push(
      store.keep({
        __typename: "RefundShippingLine",
        id: store.ids.of("RefundShippingLine"),
        shippingLine: line,
        subtotal: taken,
        tax,
        order: refund.order,
      }),
    );
    left = left?.minus(taken.presentment);
  }
}

const worthOf = (refund: RefundRecord): Bag => {
  const taxed = (part: { subtotal: Bag; tax: Bag }): Bag =>
    refund.order.taxesIncluded ? part.subtotal : add(part.subtotal, part.tax);
  return sum([
    ...refund.lines.map(taxed),
    ...refund.shipping.map(taxed),
    ...refund.refundedDuties.map(({ amount }) => amount),
    ...refund.adjustments.map(({ amount }) => negate(amount)),
    ...refund.fees.map(negate),
  ]);
};

/** Money goes back to the payments it came from, first paid first given back. */
function payBack(
  store: Store,
  refund: RefundRecord,
  amount: Bag,
  { refundTo: to, status = "SUCCESS" }: Pick<RefundRequest, "refundTo" | "status">,
): void {
  const { order } = refund;
  let left = amount;
  for (const payment of order.transactions.filter(
    ({ kind, status }) => status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE"),
  )) {
    const back = sum(
      order.transactions
        .filter(
          ({ kind, parentTransaction, status: of }) =>
            kind === "REFUND" && parentTransaction === payment && of !== "FAILURE",
        )
        .map((transaction) => transaction.amount),
    );
    const open = subtract(payment.amount, back);
    if (left.presentment.lte("0") || open.presentment.lte("0")) continue;
    const taken = left.presentment.gte(open.presentment)
      ? open
      : payment.rate === null
        ? left
        : atRateOf(payment, left.presentment);
    const given = addTransaction(store, order, "REFUND", to ?? payment.gateway, taken, {
      parentTransaction: payment,
      rate: payment.rate,
      status,
      processedAt: status === "PENDING" ? null : store.instant(),
      errorCode: status === "FAILURE" ? "PROCESSING_ERROR" : null,
    });
    restore(store, given);
    refund.payments.push(given);
    left = subtract(left, taken);
  }
}

export function refundOrder(
  store: Store,
  order: OrderRecord,
  request: RefundRequest,
): RefundRecord {
  const asked = request.money === undefined || request.money === "none" ? "0" : request.money;
  const paidSoFar = netPayment(order).presentment;
  // Before anything is written, as Shopify: a refused refund leaves the order as it was (recorded-answers, Refunds).
  if (new Big(asked).gt(paidSoFar))
    throw new Error(
      `Refund amount $${new Big(asked).toFixed(2)} is greater than net payment received $${paidSoFar.toFixed(2)}`,
    );
  const of = request.ofReturn === undefined ? null : findReturn(order, request.ofReturn);
  // Money that goes back because an edit made the order smaller settles what is owed; only the rest makes the order smaller still.
  const owed = each(totalOutstanding(order), (amount) => amount.times("-1"));
  const refund = newRefund(store, order, request.note ?? null, false);
  refund.return = of;
  refund.goodsOnReturn = of !== null && request.goodsOnReturn === true;
  for (const line of request.lines ?? [])
    refundLine(
      store,
      refund,
      line.line,
      line.quantity,
      line.restock ?? "NO_RESTOCK",
      line.location,
    );
  if (request.shipping !== undefined) refundShipping(store, refund, request.shipping);
  if (request.duties)
    for (const duty of order.lines.flatMap(({ duties }) => duties))
      refund.refundedDuties.push({ originalDuty: duty, amount: duty.bag });
  if (of) refund.fees.push(...feesOf(of, refund));
  const free =
    request.custom === undefined
      ? zero
      : fromPresentment(order.currencies, new Big(request.custom));
  const settled = each(free, (amount, side) =>
    owed[side].lte("0") ? new Big("0") : amount.gt(owed[side]) ? owed[side] : amount,
  );
  const given = subtract(free, settled);
  if (!given.presentment.eq("0")) adjust(store, refund, "REFUND_DISCREPANCY", negate(given));
  if (of) refund.settled = settledBy(of, refund, worthOf(refund));
  const worth = subtract(add(worthOf(refund), settled), refund.settled);
  const paid = netPayment(order);
  if (request.money !== "none") {
    const wanted =
      request.money === undefined
        ? worth
        : fromPresentment(order.currencies, new Big(request.money));
    payBack(store, refund, wanted.presentment.gt(paid.presentment) ? paid : wanted, request);
    // Less or more money than the goods were worth stands as a discrepancy, so that nothing is left open (OrderAdjustment.reason).
    const gap = subtract(worth, sum(refund.payments.map(({ amount }) => amount)));
    if (
      request.money !== undefined &&
      !gap.presentment.eq("0") &&
      totalReceived(order).presentment.gt("0")
    )
      adjust(store, refund, "REFUND_DISCREPANCY", gap);
  }
  recordRefundAgreement(store, order, refund);
  refund.payments.forEach((transaction) => announceTransaction(store, transaction));
  announceRefund(store, refund);
  touch(store, order);
  return refund;
}

function adjust(store: Store, refund: RefundRecord, reason: string, amount: Bag): void {
  refund.adjustments.push(
    store.keep({
      __typename: "OrderAdjustment",
      id: store.ids.of("OrderAdjustment"),
      reason,
      amount,
      tax: zero,
      order: refund.order,
    }),
  );
}
