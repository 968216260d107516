import { isZero, sum, zeroLike } from "#app/domain/documents/plan/bag.ts";
import type { EffectiveOrder } from "#app/domain/documents/plan/effective-order.ts";
import type { OrderRefund, OrderSnapshot, OrderTax } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { money } from "#app/money/money.ts";
import type { MoneyBag } from "#app/money/money.ts";
import type { RefundParts } from "./refund-parts.ts";
import type { Rest, RestPart } from "./rest-parts.ts";

/** One amount of a document's side, on both sides: only that side is ever read. */
const both = (amount: Decimal, like: MoneyBag): MoneyBag => ({
  shop: money(amount, like.shop.currency),
  presentment: money(amount, like.presentment.currency),
});

const taxesOf = (like: MoneyBag, parts: readonly { taxes: readonly OrderTax[] }[]): MoneyBag =>
  sum(
    like,
    parts.flatMap(({ taxes }) => taxes.map(({ price }) => price)),
  );

/** A refund as an order of what went back: its lines, its shipping, and what Shopify says each comes to. */
export function refundedOrder(
  refund: OrderRefund,
  parts: RefundParts,
  { rest, side }: { rest: Rest; side: keyof MoneyBag },
  { content }: OrderSnapshot,
): EffectiveOrder {
  const { total } = refund;
  const lines = parts.lines.map(({ line, refunded, taxes }) => ({
    line,
    quantity: refunded.quantity,
    total: refunded.subtotal,
    taxes,
  }));
  const none = zeroLike(total);
  const inBasis = ({ amount, tax }: RestPart): Decimal =>
    content.taxesIncluded ? amount : decimal.subtract(amount, tax);
  const ofRest = (kind: RestPart["kind"]): MoneyBag =>
    both(decimal.add("0", ...rest.parts.filter((part) => part.kind === kind).map(inBasis)), total);
  const adjusted =
    rest.adjusted === null
      ? ofRest("adjustment")
      : both(
          content.taxesIncluded
            ? rest.adjusted
            : decimal.subtract(rest.adjusted, taxOfRest(rest, "adjustment")),
          total,
        );
  const amounts = (tip: boolean): MoneyBag[] =>
    lines.filter(({ line }) => (line.kind === "tip") === tip).map((line) => line.total);
  const restTax = both(decimal.add("0", ...rest.parts.map(({ tax }) => tax)), total);
  return {
    lines,
    shippingLines: parts.shipping,
    header: {
      goods: sum(none, amounts(false)),
      tip: sum(none, [...amounts(true), ofRest("tip")]),
      shipping: sum(
        none,
        parts.shipping.map(({ originalPrice }) => originalPrice),
      ),
      duties: content.dutiesIncluded
        ? none
        : sum(
            none,
            parts.dutied.flatMap((line) => line.duties.map(({ price }) => price)),
          ),
      fees: ofRest("fee"),
      ...(isZero(adjusted) ? {} : { adjustment: adjusted }),
      tax: sum(none, [taxesOf(none, [...lines, ...parts.shipping]), onSide(restTax, side)]),
      total: sum(none, [total, parts.cashRounding]),
    },
  };
}

const onSide = (bag: MoneyBag, side: keyof MoneyBag): MoneyBag => ({
  ...both("0", bag),
  [side]: bag[side],
});
const taxOfRest = ({ parts }: Rest, kind: RestPart["kind"]): Decimal =>
  decimal.add("0", ...parts.filter((part) => part.kind === kind).map(({ tax }) => tax));
