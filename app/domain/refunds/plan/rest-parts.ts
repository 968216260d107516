import type { OrderRefund, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import type { Agreement } from "./agreement.ts";
import { agreementOf } from "./agreement.ts";
import type { KeptFee } from "./kept-fees.ts";
import { keptFees } from "./kept-fees.ts";

type Adjustment = OrderRefund["adjustments"][number];
type Order = Pick<OrderSnapshot, "content" | "state">;

/** A part of the rest of a refund, tax included. */
export interface RestPart {
  kind: "tip" | "fee" | "adjustment";
  /** Shopify's reason of an adjustment, or which fee of a return it is; null: it names none. */
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

/** Tips and fees that the refund's sales record names. */
function namedParts(
  { lines }: OrderRefund,
  agreement: Agreement | undefined,
  side: keyof MoneyBag,
): RestPart[] {
  return (agreement?.sales ?? []).flatMap(({ lineType, lineId, total, tax }): RestPart[] => {
    const kind = FEES.has(lineType) ? "fee" : lineType === "TIP" ? "tip" : null;
    const inLines = lines.some((line) => line.lineId === lineId);
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
}

/** A fee that the sales record only calls one has the name that the return gives to as much. */
function withNames(parts: readonly RestPart[], fees: readonly KeptFee[]): RestPart[] {
  const open = [...fees];
  return parts.map((part) => {
    if (part.kind !== "fee") return part;
    const at = open.findIndex(
      ({ amount }) => decimal.compare(amount, decimal.negate(part.amount)) === 0,
    );
    const [fee] = at < 0 ? [] : open.splice(at, 1);
    return fee ? { ...part, reason: fee.kind } : part;
  });
}

/** Fees that the return names and the sales record does not: those of them that come to what is left, else none. */
function feesOfReturn(
  left: Decimal,
  named: readonly RestPart[],
  fees: readonly KeptFee[],
): RestPart[] {
  if (named.some(({ kind }) => kind === "fee")) return [];
  const only = (wanted: KeptFee["kind"]) => fees.filter(({ kind }) => kind === wanted);
  const ways = [fees, only("restockingFee"), only("returnShippingFee")].map((kept) =>
    kept.map(({ kind, amount }): RestPart => ({
      kind: "fee",
      reason: kind,
      amount: decimal.negate(amount),
      tax: "0",
    })),
  );
  return (
    ways.find((parts) => parts.length > 0 && decimal.compare(totalOf(parts), left) === 0) ?? []
  );
}

export const movedAdjustments = (
  { adjustments }: OrderRefund,
  side: keyof MoneyBag,
): Adjustment[] =>
  adjustments.filter(
    ({ amount, tax }) => ![amount, tax].every((bag) => decimal.isZero(bag[side].amount)),
  );

/** What of the rest of a refund neither tips, fees nor adjustments explain. */
export function unexplained(
  rest: Decimal,
  refund: OrderRefund,
  order: Order,
  side: keyof MoneyBag,
): Decimal {
  const named = namedParts(refund, agreementOf(refund, order), side);
  const kept = named.some(({ kind }) => kind === "fee") ? [] : keptFees(refund, order.state, side);
  const left = decimal.subtract(rest, totalOf(named));
  const adjusted = movedAdjustments(refund, side).map((one) => readAs(true, false)(one, side));
  if (adjusted.length > 0) return decimal.subtract(left, totalOf(adjusted));
  return decimal.add(left, ...kept.map(({ amount }) => amount));
}

/**
 * What the rest of a refund consists of: tips and fees that its sales record or its return names, its adjustments each by its reason, and else one
 * amount. The sign of adjustments is in no recording: they are taken the way in which they come to the rest, and where neither does, the difference
 * shows.
 */
export function partsOfRest(
  rest: Decimal,
  refund: OrderRefund,
  order: Order,
  side: keyof MoneyBag,
): Rest {
  const kept = keptFees(refund, order.state, side);
  const recorded = withNames(namedParts(refund, agreementOf(refund, order), side), kept);
  const adjustments = movedAdjustments(refund, side);
  const open = decimal.subtract(rest, totalOf(recorded));
  const fees = adjustments.length > 0 ? [] : feesOfReturn(open, recorded, kept);
  const named = [...recorded, ...fees];
  const left = decimal.subtract(rest, totalOf(named));
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
