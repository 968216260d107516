/**
 * Amounts of one order line or shipping line, before and after refunds. `quantity`, `taxLines` and `discountAllocations` keep what was
 * removed or refunded (Admin API docs of LineItem; recording order-edit-money-math: the line still says 26.0 tax after half of it was removed).
 */
import type { LineRecord, RefundLineRecord, ShippingRecord } from "../model.ts";
import { each, subtract, sum, timesQuantity, zero, type Bag } from "./bag.ts";
import { shareOf } from "./allocate.ts";

export const originalTotal = (line: LineRecord): Bag =>
  timesQuantity(line.unitPrice, line.quantity);
export const allDiscounts = (line: { allocations: { amount: Bag }[] }): Bag =>
  sum(line.allocations.map(({ amount }) => amount));
/** Docs of LineItem.totalDiscountSet: without discounts of the whole order. */
export const lineLevelDiscounts = (line: LineRecord, withCodes = true): Bag =>
  sum(
    line.allocations
      .filter(
        ({ application }) =>
          application.level === "line" &&
          (withCodes || application.__typename !== "DiscountCodeApplication"),
      )
      .map(({ amount }) => amount),
  );
export const orderLevelDiscounts = (line: LineRecord): Bag =>
  sum(
    line.allocations
      .filter(({ application }) => application.level === "order")
      .map(({ amount }) => amount),
  );
export const netTotal = (line: LineRecord): Bag =>
  subtract(originalTotal(line), allDiscounts(line));
export const taxTotal = (line: { taxes: { price: Bag }[] }): Bag =>
  sum(line.taxes.map(({ price }) => price));
export const dutyTotal = (line: LineRecord): Bag => sum(line.duties.map(({ bag }) => bag));

const refundLinesOf = (line: LineRecord): RefundLineRecord[] =>
  line.order.refundRecords
    .flatMap(({ lines }) => lines)
    .filter(({ lineItem }) => lineItem === line);
export const removedQuantity = (line: LineRecord): number =>
  refundLinesOf(line).reduce((total, { quantity }) => total + quantity, 0);
export const currentQuantity = (line: LineRecord): number => line.quantity - removedQuantity(line);

/** The part of an amount of the line that `taken` units carry after `before` others were taken. */
export function portion(line: LineRecord, amount: Bag, before: number, taken: number): Bag {
  const { currencies } = line.order;
  return each(amount, (value, side) =>
    shareOf(currencies[side], value, before + taken, line.quantity).minus(
      shareOf(currencies[side], value, before, line.quantity),
    ),
  );
}

const currentOf = (line: LineRecord, amount: Bag): Bag =>
  subtract(amount, portion(line, amount, 0, removedQuantity(line)));
export const currentNet = (line: LineRecord): Bag =>
  subtract(netTotal(line), sum(refundLinesOf(line).map(({ subtotal }) => subtotal)));
export const currentTax = (line: LineRecord): Bag =>
  subtract(taxTotal(line), sum(refundLinesOf(line).map(({ tax }) => tax)));
export const currentDiscounts = (line: LineRecord): Bag =>
  subtract(allDiscounts(line), sum(refundLinesOf(line).map(({ discount }) => discount)));
export const currentTaxAt = (line: LineRecord, at: number): Bag =>
  currentOf(line, line.taxes[at]?.price ?? zero);

export const shippingNet = (line: ShippingRecord): Bag => subtract(line.bag, allDiscounts(line));
const refundsOf = (line: ShippingRecord) =>
  line.order.refundRecords
    .flatMap(({ shipping }) => shipping)
    .filter(({ shippingLine }) => shippingLine === line);
export const currentShippingNet = (line: ShippingRecord): Bag =>
  line.isRemoved
    ? zero
    : subtract(shippingNet(line), sum(refundsOf(line).map(({ subtotal }) => subtotal)));
export const currentShippingTax = (line: ShippingRecord): Bag =>
  line.isRemoved ? zero : subtract(taxTotal(line), sum(refundsOf(line).map(({ tax }) => tax)));
