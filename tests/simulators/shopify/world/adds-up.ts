/** The invariant of every order: its totals are the sums of its parts, in both currencies, in whole smallest units, before and after refunds. */
import { expect } from "vitest";
import type { Bag } from "./arithmetic/bag.ts";
import { Big } from "./arithmetic/big.ts";
import { exponentOf } from "./arithmetic/currency.ts";
import * as line from "./arithmetic/line-amounts.ts";
import * as totals from "./arithmetic/order-totals.ts";
import type { OrderRecord } from "./model.ts";

const text = (bag: Bag) => `${bag.shop.toFixed()} | ${bag.presentment.toFixed()}`;

export function expectAddsUp(one: OrderRecord): void {
  for (const side of ["shop", "presentment"] as const) {
    const places = exponentOf(one.currencies[side]);
    const whole = (amount: Big): void =>
      expect(
        amount.round(places, Big.roundDown).eq(amount),
        `${one.kind} ${side} ${amount.toFixed()}`,
      ).toBe(true);
    let [subtotal, tax, shipping, duties, tip, discounts] = Array.from(
      { length: 6 },
      () => new Big("0"),
    ) as [Big, Big, Big, Big, Big, Big];
    for (const item of one.lines) {
      const net = item.unitPrice[side]
        .times(String(item.quantity))
        .minus(line.allDiscounts(item)[side]);
      expect(net.gte("0")).toBe(true);
      item.allocations.forEach(({ amount }) => {
        whole(amount[side]);
        expect(amount[side].gte("0")).toBe(true);
      });
      item.taxes.forEach(({ price }) => whole(price[side]));
      if (item.isTip) tip = tip.plus(net);
      else subtotal = subtotal.plus(net);
      tax = tax.plus(line.taxTotal(item)[side]);
      discounts = discounts.plus(line.allDiscounts(item)[side]);
      for (const duty of item.duties) {
        duties = duties.plus(duty.bag[side]);
        tax = tax.plus(line.taxTotal(duty)[side]);
      }
      expect(line.currentNet(item)[side].gte("0")).toBe(true);
      if (line.currentQuantity(item) === 0)
        expect(text(line.currentNet(item)), one.kind).toBe("0 | 0");
    }
    for (const item of one.shipping.filter(({ isRemoved }) => !isRemoved)) {
      const off = line.allDiscounts(item)[side];
      shipping = shipping.plus(item.bag[side].minus(off));
      discounts = discounts.plus(off);
      tax = tax.plus(line.taxTotal(item)[side]);
    }
    const fees = one.additionalFees.reduce((a, fee) => a.plus(fee.bag[side]), new Big("0"));
    for (const fee of one.additionalFees) tax = tax.plus(line.taxTotal(fee)[side]);
    expect(totals.subtotal(one)[side].toFixed(), `${one.kind} subtotal ${side}`).toBe(
      subtotal.toFixed(),
    );
    expect(totals.totalTax(one)[side].toFixed(), `${one.kind} tax ${side}`).toBe(tax.toFixed());
    expect(totals.totalDiscounts(one)[side].toFixed(), `${one.kind} discounts ${side}`).toBe(
      discounts.toFixed(),
    );
    const total = subtotal
      .plus(shipping)
      .plus(duties)
      .plus(fees)
      .plus(tip)
      .plus(one.taxesIncluded ? "0" : tax);
    expect(totals.total(one)[side].toFixed(), `${one.kind} total ${side}`).toBe(total.toFixed());
    whole(total);
    const currentSubtotal = totals.currentSubtotal(one)[side];
    const current = currentSubtotal
      .plus(totals.currentShipping(one)[side])
      .plus(totals.currentDuties(one)[side])
      .plus(totals.totalFees(one)[side])
      .plus(totals.currentTip(one)[side])
      .plus(totals.adjustments(one)[side])
      .plus(totals.returnFees(one)[side])
      .plus(one.taxesIncluded ? "0" : totals.currentTotalTax(one)[side]);
    expect(totals.currentTotal(one)[side].toFixed(), `${one.kind} current total ${side}`).toBe(
      current.toFixed(),
    );
    expect(
      totals
        .gatherTaxes(one, false)
        .reduce((a, taxed) => a.plus(taxed.price[side]), new Big("0"))
        .toFixed(),
      `${one.kind} tax lines`,
    ).toBe(tax.toFixed());
  }
}
