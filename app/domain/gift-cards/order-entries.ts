import type { GiftCardId, LineId } from "#app/lib/ids.ts";
import type { OrderLine } from "#app/domain/orders/snapshot/content.ts";
import type {
  OrderContent,
  OrderRefund,
  OrderState,
} from "#app/domain/orders/snapshot/snapshot.ts";
import { isReceived, isRefunded } from "#app/domain/orders/snapshot/transactions.ts";
import { allocate } from "#app/money/allocate.ts";
import { exponent } from "#app/money/currency.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Money, MoneyBag } from "#app/money/money.ts";
import type { Entry } from "./kinds.ts";
import type { PaidWith } from "./receipt.ts";

export const GIFT_CARD_GATEWAY = "gift_card";

/** A card that a line of the order sold. */
export interface SoldCard {
  giftCardId: GiftCardId;
  lineId: LineId;
  currency: string;
  /** Disabled or expired: a refund of the line is taken to be of these first. */
  ended: boolean;
  issuedAt: string;
}

export interface CardOrder {
  content: Pick<OrderContent, "lines" | "removals" | "processedAt">;
  state: Pick<OrderState, "transactions" | "refunds" | "financialStatus">;
}

interface Known {
  sold: readonly SoldCard[];
  /** By transaction id. */
  paidWith: ReadonlyMap<string, PaidWith>;
  /** Of cards that Shopify told about, by card id. */
  currencies: ReadonlyMap<string, string>;
  /** Of which Shopify's own transactions are booked: what an order says of them says only which card it was. */
  told: ReadonlySet<string>;
}

/**
 * What an order changed: cards it sold that are not known as cards yet, cards it was paid with, money that a refund put back on them, and sold cards
 * that were given back. Amounts are in the card's currency where the order has them in it, else in the shop's.
 */
export function orderEntries(order: CardOrder, known: Known): Entry[] {
  const lines = order.content.lines.filter(({ kind }) => kind === "giftCard");
  return [
    ...lines.flatMap((line) => ofLine(order, line, cardsOf(line, known))),
    ...payments(order, known),
  ];
}

const PAID = new Set(["PAID", "PARTIALLY_REFUNDED", "REFUNDED"]);
const isPaid = ({ state }: CardOrder): boolean => PAID.has(state.financialStatus ?? "");

const cardsOf = ({ id }: OrderLine, { sold }: Known): SoldCard[] =>
  sold
    .filter(({ lineId }) => lineId === id)
    .sort(
      (a, b) =>
        Number(b.ended) - Number(a.ended) ||
        a.issuedAt.localeCompare(b.issuedAt) ||
        a.giftCardId.localeCompare(b.giftCardId),
    );

/** Cards are issued when the order is paid. Those Shopify tells about are booked as cards; this books the others. */
function ofLine(order: CardOrder, line: OrderLine, cards: readonly SoldCard[]): Entry[] {
  const paid = isPaid(order);
  if (!paid && cards.length === 0) return [];
  const currency = cards[0]?.currency;
  const removed = order.content.removals
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const missing = paid ? Math.max(0, line.quantity - removed - cards.length) : 0;
  const price = inCurrency(line.unitPrice, currency);
  const sold: Entry[] =
    missing === 0
      ? []
      : [
          {
            key: `sold:${line.id}`,
            kind: "issued",
            at: order.content.processedAt,
            currency: price.currency,
            amount: decimal.multiply(price.amount, String(missing)),
            giftCardId: null,
          },
        ];
  return [...sold, ...givenBack(order, line, cards)];
}

/** Unit by unit, so that each is of one card. */
function givenBack(order: CardOrder, line: OrderLine, cards: readonly SoldCard[]): Entry[] {
  const left = [...cards];
  return order.state.refunds
    .filter((refund) => refund.canCreateCreditMemo && !failed(refund))
    .flatMap((refund) =>
      refund.lines.flatMap((part, index) => {
        if (part.lineId !== line.id) return [];
        const { amount, currency } = inCurrency(part.subtotal, cards[0]?.currency);
        const units = Array<string>(part.quantity).fill("1");
        return allocate(amount, units, exponent(currency)).map((unit, at): Entry => ({
          key: `refunded:${refund.id}:${index}:${at}`,
          kind: "refunded",
          at: refund.createdAt ?? order.content.processedAt,
          currency,
          amount: decimal.negate(unit),
          giftCardId: left.shift()?.giftCardId ?? null,
        }));
      }),
    );
}

/** No money went back and none is on its way. */
const failed = ({ transactions }: OrderRefund): boolean =>
  transactions.length > 0 &&
  !transactions.some(({ status }) => status === "SUCCESS" || status === "PENDING");

function payments({ state }: CardOrder, { paidWith, currencies, told }: Known): Entry[] {
  return state.transactions.flatMap((payment): Entry[] => {
    if (payment.gateway !== GIFT_CARD_GATEWAY) return [];
    const came = isReceived(payment);
    if (!came && !isRefunded(payment)) return [];
    const own = paidWith.get(payment.id);
    const giftCardId = own?.giftCardId ?? paidWith.get(payment.parentId ?? "")?.giftCardId ?? null;
    const money = inCurrency(payment.amount, currencies.get(giftCardId ?? ""));
    const { currency } = money;
    const amount = told.has(giftCardId ?? "") ? "0" : money.amount;
    return [
      {
        key: `used:${payment.id}`,
        kind: came ? "redeemed" : "restored",
        at: payment.createdAt,
        currency,
        amount: came ? decimal.negate(amount) : amount,
        giftCardId,
      },
    ];
  });
}

/** A card may be in a currency other than the shop's: it is owed in its own. */
const inCurrency = ({ shop, presentment }: MoneyBag, currency: string | undefined): Money =>
  presentment.currency === currency ? presentment : shop;
