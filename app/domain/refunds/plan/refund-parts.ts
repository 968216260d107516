import { isZero, subtract, sum, zeroLike } from "#app/domain/documents/plan/bag.ts";
import { documentText } from "#app/domain/documents/plan/document-text.ts";
import type {
  OrderLine,
  OrderRefund,
  OrderShippingLine,
  OrderSnapshot,
  OrderTax,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { compareGids } from "#app/shopify/gid.ts";
import { refundedShipping } from "./refunded-shipping.ts";
import { splitTaxes } from "./split-taxes.ts";

export type RefundLine = OrderRefund["lines"][number];

/** A refunded order line with what Shopify gave back for it, in the order's price basis. */
export interface RefundedLine {
  /** Stable within the credit memo: one order line may come back in several ways. */
  key: string;
  refunded: RefundLine;
  line: OrderLine;
  taxes: OrderTax[];
}

export interface RefundParts {
  lines: RefundedLine[];
  shipping: OrderShippingLine[];
  /** Order lines with those of their duties that were refunded. */
  dutied: OrderLine[];
  /** Rounding of what was given back in cash, signed. */
  cashRounding: MoneyBag;
  /** Ids of refunded lines that the order does not have. */
  unknown: string[];
}

export function partsOfRefund(
  refund: OrderRefund,
  { content, state }: Pick<OrderSnapshot, "content" | "state">,
  language: Language,
): RefundParts {
  const byId = new Map(content.lines.map((line) => [line.id, line]));
  const counts = new Map<string, number>();
  const taxName = documentText(language, "tax");
  const lines = [...refund.lines]
    .sort((a, b) => compareGids(a.lineId, b.lineId))
    .flatMap((refunded): RefundedLine[] => {
      const line = byId.get(refunded.lineId);
      if (!line) return [];
      const count = (counts.get(line.id) ?? 0) + 1;
      counts.set(line.id, count);
      return [
        {
          key: count === 1 ? line.id : `${line.id}#${count}`,
          refunded,
          line,
          taxes: splitTaxes(line.taxes, refunded.tax, taxName),
        },
      ];
    });
  return {
    lines,
    shipping: refund.shipping.map((entry, index) =>
      refundedShipping(entry, index, { content, taxName, language }),
    ),
    dutied: dutiedLines(refund, content.lines),
    cashRounding: sum(
      refund.total,
      refund.transactions
        .filter(({ status }) => status === "SUCCESS")
        .flatMap(({ id }) => state.transactions.find((one) => one.id === id)?.rounding ?? []),
    ),
    unknown: refund.lines.map(({ lineId }) => lineId).filter((id) => !byId.has(id)),
  };
}

/** A duty that names none of the order's stands with the first line. */
function dutiedLines({ duties }: OrderRefund, lines: readonly OrderLine[]): OrderLine[] {
  const given = duties.filter(({ amount }) => !isZero(amount));
  const ownerOf = (dutyId: string | null): OrderLine | undefined =>
    lines.find((line) => line.duties.some(({ id }) => id === dutyId)) ?? lines[0];
  return lines.flatMap((line) => {
    const own = given.filter(({ dutyId }) => ownerOf(dutyId) === line);
    if (own.length === 0) return [];
    return [
      {
        ...line,
        duties: own.map(({ dutyId, amount }, index) => ({
          id: dutyId ?? `duty:${index + 1}`,
          price: amount,
          taxes: [],
        })),
      },
    ];
  });
}

const taxOf = (like: MoneyBag, taxes: readonly OrderTax[]): MoneyBag =>
  sum(
    like,
    taxes.map(({ price }) => price),
  );

/** What went back and is none of the parts: an amount given by hand, a tip, what was kept. */
export function restOf(
  { total }: Pick<OrderRefund, "total">,
  { lines, shipping, dutied }: RefundParts,
  {
    taxesIncluded,
    dutiesIncluded,
  }: Pick<OrderSnapshot["content"], "taxesIncluded" | "dutiesIncluded">,
): MoneyBag {
  const onTop = (taxes: readonly OrderTax[]): MoneyBag =>
    taxesIncluded ? zeroLike(total) : taxOf(total, taxes);
  return subtract(
    total,
    ...lines.flatMap(({ refunded, taxes }) => [refunded.subtotal, onTop(taxes)]),
    ...shipping.flatMap(({ originalPrice, taxes }) => [originalPrice, onTop(taxes)]),
    ...(dutiesIncluded ? [] : dutied.flatMap((line) => line.duties.map(({ price }) => price))),
  );
}
