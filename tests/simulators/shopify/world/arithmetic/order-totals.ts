/**
 * The totals of an order, in both currencies, always as sums of its parts. Sources: Admin API docs of the Order fields; recordings
 * order-create-math-matrix (subtotal after discounts, total = subtotal + shipping + tax), order-edit-money-math (an edit that removes units
 * leaves subtotal/total as they were and lowers current…; an edit that adds a discount lowers both), money-bag-presentment-parity.
 */
import type { OrderRecord } from "../model.ts";
import type { HeaderOff } from "../order-spec.ts";
import { add, fromPresentment, subtract, sum, zero, type Bag } from "./bag.ts";
import { Big } from "./big.ts";
import {
  allDiscounts,
  currentDiscounts,
  currentNet,
  currentShippingNet,
  currentShippingTax,
  currentTax,
  currentTaxAt,
  dutyTotal,
  netTotal,
  shippingNet,
  taxTotal,
} from "./line-amounts.ts";
import type { Tax } from "./taxes.ts";

/** Tips stand beside the subtotal (Order.totalTipReceivedSet). */
const goods = (order: OrderRecord) => order.lines.filter(({ isTip }) => !isTip);
const tips = (order: OrderRecord) => order.lines.filter(({ isTip }) => isTip);
const keptShipping = (order: OrderRecord) => order.shipping.filter(({ isRemoved }) => !isRemoved);
const allDuties = (order: OrderRecord) => order.lines.flatMap(({ duties }) => duties);

export const subtotal = (order: OrderRecord): Bag => sum(goods(order).map(netTotal));
export const totalShipping = (order: OrderRecord): Bag => sum(keptShipping(order).map(shippingNet));
export const totalTip = (order: OrderRecord): Bag => sum(tips(order).map(netTotal));
export const totalDuties = (order: OrderRecord): Bag => sum(order.lines.map(dutyTotal));
export const totalFees = (order: OrderRecord): Bag =>
  sum(order.additionalFees.map(({ bag }) => bag));
export const totalTax = (order: OrderRecord): Bag =>
  sum(
    [...order.lines, ...keptShipping(order), ...allDuties(order), ...order.additionalFees].map(
      taxTotal,
    ),
  );
export const totalDiscounts = (order: OrderRecord): Bag =>
  sum([...order.lines, ...keptShipping(order)].map(allDiscounts));

/** What the header says beside the sum of its parts (OrderSpec.headerOff). */
export const headerOff = ({ headerOff: off, currencies }: OrderRecord, of: keyof HeaderOff): Bag =>
  off[of] === undefined ? zero : fromPresentment(currencies, new Big(off[of]));
/** Without the discounts of the shipping lines (OrderSpec.shippingTotal). */
export const shippingBeforeDiscounts = (order: OrderRecord): Bag =>
  sum(keptShipping(order).map(({ bag }) => bag));

const compose = (order: OrderRecord, parts: Bag[], tax: Bag): Bag =>
  sum([...parts, order.taxesIncluded ? zero : tax, headerOff(order, "total")]);
const dutiesOnTop = (order: OrderRecord, duties: Bag): Bag =>
  order.dutiesIncluded ? zero : duties;

export const total = (order: OrderRecord): Bag =>
  compose(
    order,
    [
      subtotal(order),
      totalShipping(order),
      totalTip(order),
      dutiesOnTop(order, totalDuties(order)),
      totalFees(order),
    ],
    totalTax(order),
  );

const refundedDuties = (order: OrderRecord): Bag =>
  sum(order.refundRecords.flatMap((refund) => refund.refundedDuties.map(({ amount }) => amount)));
/** A custom amount given back without goods stands in the refund as a discrepancy with a negative amount. */
export const adjustments = (order: OrderRecord): Bag =>
  sum(order.refundRecords.flatMap((refund) => refund.adjustments.map(({ amount }) => amount)));
/** Fees of returns that the merchant kept stay part of what the order comes to. */
export const returnFees = (order: OrderRecord): Bag =>
  sum(order.refundRecords.flatMap(({ fees }) => fees));
const adjustmentTaxes = (order: OrderRecord): Bag =>
  sum(order.refundRecords.flatMap((refund) => refund.adjustments.map(({ tax }) => tax)));

export const currentSubtotal = (order: OrderRecord): Bag => sum(goods(order).map(currentNet));
export const currentShipping = (order: OrderRecord): Bag =>
  sum(order.shipping.map(currentShippingNet));
export const currentDuties = (order: OrderRecord): Bag =>
  subtract(totalDuties(order), refundedDuties(order));
export const currentTip = (order: OrderRecord): Bag => sum(tips(order).map(currentNet));
export const currentTotalTax = (order: OrderRecord): Bag =>
  sum([
    ...order.lines.map(currentTax),
    ...order.shipping.map(currentShippingTax),
    ...[...allDuties(order), ...order.additionalFees].map(taxTotal),
    adjustmentTaxes(order),
  ]);
export const currentTotalDiscounts = (order: OrderRecord): Bag =>
  sum([...order.lines.map(currentDiscounts), ...keptShipping(order).map(allDiscounts)]);
export const currentTotal = (order: OrderRecord): Bag =>
  compose(
    order,
    [
      currentSubtotal(order),
      currentShipping(order),
      currentTip(order),
      dutiesOnTop(order, currentDuties(order)),
      totalFees(order),
      adjustments(order),
      returnFees(order),
    ],
    currentTotalTax(order),
  );

/** Docs of Order.taxLines: one entry for each title and rate. */
export function gatherTaxes(order: OrderRecord, current: boolean): Tax[] {
  const found = new Map<string, Tax>();
  const put = (tax: Tax, price: Bag): void => {
    const key = `${tax.title}\n${tax.rate}`;
    const known = found.get(key);
    found.set(key, { ...tax, price: known ? add(known.price, price) : price });
  };
  for (const line of order.lines)
    line.taxes.forEach((tax, at) => put(tax, current ? currentTaxAt(line, at) : tax.price));
  for (const line of keptShipping(order)) for (const tax of line.taxes) put(tax, tax.price);
  for (const part of [...allDuties(order), ...order.additionalFees])
    for (const tax of part.taxes) put(tax, tax.price);
  return [...found.values()];
}
