/** Tax of one line: rounded per tax line and order line, exclusive on top of the price or inclusive inside it (Order.taxesIncluded). */
import { fromPresentment, type Bag, type Currencies } from "./bag.ts";
import { Big } from "./big.ts";

export interface TaxRate {
  title: string;
  rate: string;
  source?: string | null;
  channelLiable?: boolean | null;
}
export interface Tax {
  title: string;
  rate: string;
  source: string | null;
  channelLiable: boolean | null;
  price: Bag;
}

export function taxesOn(
  currencies: Currencies,
  base: Bag,
  rates: readonly TaxRate[],
  taxesIncluded: boolean,
): Tax[] {
  const allRates = rates.reduce((total, { rate }) => total.plus(rate), new Big("0"));
  const divisor = taxesIncluded ? allRates.plus("1") : new Big("1");
  return rates.map(({ title, rate, source, channelLiable }) => ({
    title,
    rate,
    source: source ?? "Shopify",
    channelLiable: channelLiable ?? false,
    price: fromPresentment(currencies, base.presentment.times(rate).div(divisor)),
  }));
}
