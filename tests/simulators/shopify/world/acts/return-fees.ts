/**
 * What a merchant keeps of a return: a share of each line's worth, and what sending it back costs (schema: RestockingFee, ReturnShippingFee). Recording
 * return-shipping-fee-recorded: a fee of 7.50 stands on the return and moves nothing else; recorded-answers, Returns: 10 % of 20.00 is 2.0. That the
 * refund of the return is lower by them is believed, not recorded.
 */
import { add, each, subtract, sum, zero, type Bag } from "../arithmetic/bag.ts";
import { roundTo } from "../arithmetic/currency.ts";
import { currentNet, currentTax, netTotal } from "../arithmetic/line-amounts.ts";
import type { OrderRecord, RefundRecord, ReturnLineRecord, ReturnRecord } from "../model.ts";

/** What the goods of a refund pay for of its return's exchange: as much as they are worth, and earlier refunds left open. */
export function settledBy(of: ReturnRecord, refund: RefundRecord, worth: Bag): Bag {
  const { order } = of;
  const owed = sum(
    of.exchanges.map(({ lineItem }) =>
      order.taxesIncluded ? currentNet(lineItem) : add(currentNet(lineItem), currentTax(lineItem)),
    ),
  );
  const before = order.refundRecords.filter((one) => one !== refund && one.return === of);
  const left = subtract(owed, sum(before.map(({ settled }) => settled)));
  if (left.presentment.lte("0") || worth.presentment.lte("0")) return zero;
  return worth.presentment.lt(left.presentment) ? worth : left;
}

/** By position or by gid. */
export function findReturn(order: OrderRecord, wanted: number | string): ReturnRecord {
  const found =
    typeof wanted === "number"
      ? order.returnRecords[wanted]
      : order.returnRecords.find(({ id }) => id === wanted);
  if (!found) throw new Error("Return not found.");
  return found;
}

export function restockingFee(line: ReturnLineRecord, quantity = line.quantity): Bag {
  const { lineItem } = line.fulfillmentLineItem;
  return each(netTotal(lineItem), (amount, side) =>
    roundTo(
      lineItem.order.currencies[side],
      amount
        .times(String(quantity))
        .div(String(lineItem.quantity))
        .times(line.restocking ?? "0")
        .div("100"),
    ),
  );
}

/** Of the units that the refund takes back; the shipping fee once, with the first refund. */
export function feesOf(of: ReturnRecord, refund: RefundRecord): Bag[] {
  const kept = of.lines.flatMap((line) => {
    const units = refund.lines
      .filter(({ lineItem }) => lineItem === line.fulfillmentLineItem.lineItem)
      .reduce((total, { quantity }) => total + quantity, 0);
    return line.restocking === null || units === 0 ? [] : [restockingFee(line, units)];
  });
  const first = of.order.refundRecords.every((one) => one === refund || one.return !== of);
  return first && of.shippingFee ? [...kept, of.shippingFee.amount] : kept;
}
