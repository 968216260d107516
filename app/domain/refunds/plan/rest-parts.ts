import type { OrderRefund, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";

type Agreement = OrderState["agreements"][number];
type Adjustment = OrderRefund["adjustments"][number];

/** A part of the rest of a refund, tax included. */
export interface RestPart {
  kind: "tip" | "fee" | "adjustment";
  /** Shopify's reason of an adjustment; null: it names none. */
  reason: string | null;
  amount: Decimal;
  tax: Decimal;
}

export interface Rest {
  parts: RestPart[];
  /** What Shopify's adjustments come to; null: there are none to hold the rest against. */
  adjusted: Decimal | null;
}

const FEES = new Set(["FEE", "ADDITIONAL_FEE"]);

/** Shopify's own sales record of the refund; undefined where it was not read. */
export const agreementOf = (
  refund: Pick<OrderRefund, "id">,
  { agreements }: Pick<OrderState, "agreements">,
): Agreement | undefined => agreements.find(({ refundId }) => refundId === refund.id);

/**
 * What the rest of a refund consists of: tips and fees that its sales record names, its adjustments each by its reason, and else one amount. The
 * sign of adjustments is in no recording: they are taken the way in which they come to the rest, and where neither does, the difference shows.
 */
export function partsOfRest(
  rest: Decimal,
  refund: OrderRefund,
  agreement: Agreement | undefined,
  side: keyof MoneyBag,
): Rest {
  const named = (agreement?.sales ?? []).flatMap(({ lineType, lineId, total, tax }): RestPart[] => {
    const kind = FEES.has(lineType) ? "fee" : lineType === "TIP" ? "tip" : null;
    const inLines = refund.lines.some((line) => line.lineId === lineId);
    if (kind === null || inLines || decimal.isZero(total[side].amount)) return [];
    return [
      {
        kind,
        reason: null,
        amount: decimal.negate(total[side].amount),
        tax: decimal.negate(tax[side].amount),
      },
    ];
  });
  const left = decimal.subtract(rest, totalOf(named));
  const adjustments = refund.adjustments.filter(
    ({ amount, tax }) => ![amount, tax].every((bag) => decimal.isZero(bag[side].amount)),
  );
  if (adjustments.length === 0)
    return {
      parts: decimal.isZero(left) ? named : [...named, adjustment(null, left, "0")],
      adjusted: null,
    };
  const readings = [
    readAs(true, false),
    readAs(true, true),
    readAs(false, false),
    readAs(false, true),
  ];
  const ways = readings.map((read) => adjustments.map((one) => read(one, side)));
  const fitting = ways.find((parts) => decimal.compare(totalOf(parts), left) === 0);
  const adjusted = totalOf(fitting ?? ways[0] ?? []);
  return { parts: [...named, ...(fitting ?? [adjustment(null, left, "0")])], adjusted };
}

const adjustment = (reason: string | null, amount: Decimal, tax: Decimal): RestPart => ({
  kind: "adjustment",
  reason,
  amount,
  tax,
});

const readAs =
  (negative: boolean, taxBeside: boolean) =>
  ({ reason, amount, tax }: Adjustment, side: keyof MoneyBag): RestPart => {
    const signed = (value: Decimal): Decimal => (negative ? decimal.negate(value) : value);
    const whole = taxBeside
      ? decimal.add(amount[side].amount, tax[side].amount)
      : amount[side].amount;
    return adjustment(reason, signed(whole), signed(tax[side].amount));
  };

const totalOf = (parts: readonly RestPart[]): Decimal =>
  decimal.add("0", ...parts.map(({ amount }) => amount));
