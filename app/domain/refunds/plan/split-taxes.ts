import type { OrderTax } from "#app/domain/orders/snapshot/snapshot.ts";
import { isZero } from "#app/domain/documents/plan/bag.ts";
import { allocate } from "#app/money/allocate.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { money } from "#app/money/money.ts";
import type { MoneyBag } from "#app/money/money.ts";

/** Shopify says one amount of tax for what was refunded: it is of the taxes that were charged on it, in proportion to them. `name`: of a tax that nothing was charged of. */
export function splitTaxes(taxes: readonly OrderTax[], amount: MoneyBag, name: string): OrderTax[] {
  if (taxes.length === 0)
    return isZero(amount) ? [] : [{ title: name, rate: null, channelLiable: false, price: amount }];
  const shares = {
    shop: shareOf(taxes, amount, "shop"),
    presentment: shareOf(taxes, amount, "presentment"),
  };
  return taxes.map((tax, index) => ({
    ...tax,
    price: {
      shop: money(shares.shop[index] ?? "0", amount.shop.currency),
      presentment: money(shares.presentment[index] ?? "0", amount.presentment.currency),
    },
  }));
}

function shareOf(
  taxes: readonly OrderTax[],
  amount: MoneyBag,
  side: keyof MoneyBag,
): readonly Decimal[] {
  const total = amount[side].amount;
  const charged = taxes.map(({ price }) => decimal.abs(price[side].amount));
  const rates = taxes.map(({ rate }) => rate ?? "0");
  const weights = [charged, rates].find((list) => !list.every(decimal.isZero));
  return allocate(total, weights ?? taxes.map(() => "1"), exponent(amount[side].currency));
}
