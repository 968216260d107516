import type {
  OrderContent,
  OrderSnapshot,
  OrderTax,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { sum } from "./bag.ts";
import type { EffectiveOrder } from "./effective-order.ts";

/** What Shopify charges of one tax on the whole order. */
export interface TaxTotal {
  title: string;
  rate: Decimal | null;
  /** The sales channel remits it. */
  channelLiable: boolean;
  amount: Decimal;
}

export type Side = keyof MoneyBag;

const nameKey = ({ title, rate }: { title: string; rate?: Decimal | null }): string =>
  `${title}\n${rate ?? ""}`;
export const taxKey = (tax: {
  title: string;
  rate?: Decimal | null;
  channelLiable?: boolean;
}): string => `${nameKey(tax)}\n${tax.channelLiable === true ? "channel" : ""}`;
export const taxLabel = ({ title, rate }: Pick<TaxTotal, "title" | "rate">): string =>
  rate === null ? title : `${title} ${decimal.multiply(rate, "100")}%`;

/** Everything on the document that may be taxed, by the total of Shopify's header that it is part of. */
export function taxedParts(
  { lines, shippingLines }: EffectiveOrder,
  { content }: OrderSnapshot,
): Record<"goods" | "tip" | "shipping" | "duties" | "fees", { taxes: OrderTax[] }[]> {
  return {
    goods: lines.filter(({ line }) => line.kind !== "tip"),
    tip: lines.filter(({ line }) => line.kind === "tip"),
    shipping: shippingLines,
    duties: content.lines.filter(({ exchange }) => !exchange).flatMap((line) => line.duties),
    fees: content.fees,
  };
}

export const partsOf = (order: EffectiveOrder, snapshot: OrderSnapshot): OrderTax[] =>
  Object.values(taxedParts(order, snapshot)).flatMap((parts) =>
    parts.flatMap(({ taxes }) => taxes),
  );

export function sumByTax(taxes: readonly OrderTax[], side: Side): Map<string, TaxTotal> {
  const sums = new Map<string, TaxTotal>();
  for (const { title, rate, channelLiable, price } of taxes) {
    const key = taxKey({ title, rate, channelLiable });
    const amount = decimal.add(sums.get(key)?.amount ?? "0", price[side].amount);
    sums.set(key, { title, rate, channelLiable, amount });
  }
  return sums;
}

/** The same taxes, each once: what several parts are charged as one. */
export function sumTaxes(taxes: readonly OrderTax[]): OrderTax[] {
  const sums = new Map<string, OrderTax>();
  for (const tax of taxes) {
    const known = sums.get(taxKey(tax));
    sums.set(
      taxKey(tax),
      known ? { ...known, price: sum(known.price, [known.price, tax.price]) } : tax,
    );
  }
  return [...sums.values()];
}

/**
 * Shopify's header has one amount of a tax that the lines may owe to two: whom they say is taken from them. Of a tax that both owe, and the header
 * says one amount of, the seller's part is what the lines say, and the channel's is the rest.
 */
export function headerTaxes(
  taxes: readonly OrderTax[],
  onParts: readonly OrderTax[],
  side: Side,
): Map<string, TaxTotal> {
  const header = [...sumByTax(taxes, side).values()];
  const owed = [...sumByTax(onParts, side).values()];
  const result = new Map<string, TaxTotal>();
  const put = (tax: TaxTotal): void => void result.set(taxKey(tax), tax);
  for (const total of header) {
    const same = (tax: TaxTotal): boolean => nameKey(tax) === nameKey(total);
    const [one, other] = owed.filter(same);
    if (!one || header.filter(same).length > 1) put(total);
    else if (!other) put({ ...total, channelLiable: one.channelLiable });
    else {
      const [own, channels] = one.channelLiable ? [other, one] : [one, other];
      put(own);
      put({ ...channels, amount: decimal.subtract(total.amount, own.amount) });
    }
  }
  return result;
}

/** Taxes of everything the order ever had: what Shopify's header adds up. */
export const everyTax = ({ lines, shippingLines, fees }: OrderContent): OrderTax[] =>
  [...lines, ...lines.flatMap(({ duties }) => duties), ...shippingLines, ...fees].flatMap(
    ({ taxes }) => taxes,
  );
