/**
 * What a merchant keeps of a return: a share of each line's worth, and what sending it back costs (schema: RestockingFee, ReturnShippingFee). Recording
 * return-shipping-fee-recorded: a fee of 7.50 stands on the return and moves nothing else; recorded-answers, Returns: 10 % of 20.00 is 2.0. That the
 * refund of the return is lower by them is believed, not recorded.
 */
import { each, type Bag } from "../arithmetic/bag.ts";
import { roundTo } from "../arithmetic/currency.ts";
import { netTotal } from "../arithmetic/line-amounts.ts";
import type { OrderRecord, RefundRecord, ReturnLineRecord, ReturnRecord } from "../model.ts";

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
