import { isText } from "#app/erp/port/line-kinds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, isNegative, round } from "#app/money/decimal.ts";
import type { Sold } from "./sold-lines.ts";

/** What Shopify takes of a document's lines, in the order it is checked. */
export type LineReason = "noLines" | "quantity" | "currency" | "negativeAmount";

/** A reason, whether it holds, and what its sentence names. */
export type Condition<Reason extends string> = [Reason, boolean, (string | undefined)?];

/** The largest quantity of an order line. */
const MOST = "2147483647";
const isWhole = (quantity: Decimal): boolean => compare(round(quantity, 0), quantity) === 0;

/** `more`: what else is asked of lines, right after their quantities. */
export function lineConditions<More extends string = never>(
  document: Sold,
  shopCurrency: string,
  more: readonly Condition<More>[] = [],
): Condition<LineReason | More>[] {
  const lines = document.lines.filter((line) => !isText(line));
  const wrongQuantity = lines.find(
    ({ quantity }) => isNegative(quantity) || !isWhole(quantity) || compare(quantity, MOST) > 0,
  );
  const negative = lines.find(
    ({ amount, taxes }) => isNegative(amount) || taxes.some((tax) => isNegative(tax.amount)),
  );
  return [
    ["noLines", lines.length === 0],
    ["quantity", wrongQuantity !== undefined, wrongQuantity?.description],
    ...more,
    ["currency", document.currency !== shopCurrency, document.currency],
    ["negativeAmount", negative !== undefined, negative?.description],
  ];
}

/** The first condition that is not met; null: all are. */
export function firstFailed<Reason extends string>(
  conditions: readonly Condition<Reason>[],
): { reason: Reason; detail: string } | null {
  const failed = conditions.find(([, fails]) => fails);
  return failed ? { reason: failed[0], detail: failed[2] ?? "" } : null;
}
