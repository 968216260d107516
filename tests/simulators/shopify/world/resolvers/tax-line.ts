/** Tax lines as GraphQL objects: built with their money, since the same rate stands on lines, shipping, fees and the whole order. */
import { moneyBag } from "../arithmetic/bag.ts";
import { Big } from "../arithmetic/big.ts";
import type { Tax } from "../arithmetic/taxes.ts";
import type { OrderRecord } from "../model.ts";

export const taxLines = (order: OrderRecord, taxes: readonly Tax[]) =>
  taxes.map((tax) => ({
    __typename: "TaxLine",
    title: tax.title,
    rate: Number(tax.rate),
    ratePercentage: Number(new Big(tax.rate).times("100").toFixed()),
    source: tax.source,
    channelLiable: tax.channelLiable,
    priceSet: moneyBag(order.currencies, tax.price),
  }));
