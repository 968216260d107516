import type { Explanation } from "#app/domain/mapping/decision.ts";
import { why } from "#app/domain/mapping/decision.ts";
import { channelName, marketplaceFacts } from "#app/domain/marketplace/marketplace.ts";
import type { OrderSnapshot, OrderTax } from "#app/domain/orders/snapshot/snapshot.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { subtract, sum } from "./bag.ts";
import type { EffectiveOrder } from "./effective-order.ts";
import type { SettledTaxes } from "./settle-taxes.ts";
import { taxedParts, taxLabel } from "./tax-totals.ts";
import type { TaxTotal } from "./tax-totals.ts";

/**
 * Taxes that the sales channel remits to the authorities itself (TaxLine.channelLiable). They are part of Shopify's total and not the seller's to
 * declare, so that by default no document has them. A liability that Shopify does not know counts as the seller's.
 */
export interface ChannelTaxes {
  leftOff: boolean;
  /** As Shopify's header says them where it does, else as the lines do. */
  totals: TaxTotal[];
  /** What the lines have of them, tax by tax. */
  onLines: TaxTotal[];
  /** Shopify's total of the order, those taxes included. */
  orderTotal: Decimal;
  /** Tax of the order that the seller owes, or that nobody says who owes. */
  othersToo: boolean;
  /** What Shopify's total has and the document has not; null: the document has all of it. */
  offDocument: MoneyBag | null;
}

/** The order as its document has it: without what the channel remits, where the shop card leaves that off. */
export function separateChannelTaxes(
  { order, totals, charged }: SettledTaxes,
  snapshot: OrderSnapshot,
  settings: Pick<Settings, "channelTaxes">,
  side: keyof MoneyBag,
): { order: EffectiveOrder; channel: ChannelTaxes } {
  const ofChannel = (taxes: readonly TaxTotal[]): TaxTotal[] =>
    taxes.filter(({ channelLiable, amount }) => channelLiable && !decimal.isZero(amount));
  const onLines = ofChannel(charged);
  const taxes = totals === null ? onLines : ofChannel(totals);
  const leftOff = settings.channelTaxes === "leaveOff" && (taxes.length > 0 || onLines.length > 0);
  const { header } = order;
  const channel: ChannelTaxes = {
    leftOff,
    totals: taxes,
    onLines,
    orderTotal: header.total[side].amount,
    othersToo: charged.some(
      ({ channelLiable, amount }) => !channelLiable && !decimal.isZero(amount),
    ),
    offDocument: null,
  };
  if (!leftOff) return { order, channel };
  const parts = taxedParts(order, snapshot);
  const of = (taxed: readonly { taxes: readonly OrderTax[] }[]): MoneyBag =>
    sum(
      header.tax,
      taxed.flatMap((part) => part.taxes.filter(isChannels).map(({ price }) => price)),
    );
  const ofLines = of(Object.values(parts).flat());
  // Shopify's header is the other side of the proof: what it says of the tax comes off it, not what the lines say.
  const off: MoneyBag = {
    ...ofLines,
    [side]: {
      ...ofLines[side],
      amount: decimal.add("0", ...taxes.map(({ amount }) => amount)),
    },
  };
  const inPrices = snapshot.content.taxesIncluded;
  const less = (amount: MoneyBag, part: keyof typeof parts): MoneyBag =>
    inPrices ? subtract(amount, of(parts[part])) : amount;
  return {
    order: {
      ...order,
      header: {
        ...header,
        goods: less(header.goods, "goods"),
        tip: less(header.tip, "tip"),
        shipping: less(header.shipping, "shipping"),
        duties: less(header.duties, "duties"),
        fees: less(header.fees, "fees"),
        tax: subtract(header.tax, off),
        total: subtract(header.total, off),
      },
    },
    channel: { ...channel, offDocument: off },
  };
}

export const isChannels = ({ channelLiable }: Pick<OrderTax, "channelLiable">): boolean =>
  channelLiable;

/** Which taxes a sales channel remits, and what becomes of them. */
export function explainChannelTaxes(
  { totals, leftOff }: ChannelTaxes,
  snapshot: OrderSnapshot,
  currency: string,
): Explanation[] {
  return totals.map((tax) =>
    why(
      { about: "channelTax", rule: "DOC-4" },
      leftOff ? "tax.channelOff" : "tax.channelOn",
      {
        title: taxLabel(tax),
        amount: tax.amount,
        currency,
        channel: channelName(marketplaceFacts(snapshot)),
      },
      { change: settingPath("channelTaxes") },
    ),
  );
}
