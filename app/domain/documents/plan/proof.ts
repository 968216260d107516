import type { DraftLine, Totals } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { lineKinds } from "./line-kinds/catalog.ts";
import type { LineContext } from "./line-kinds/line-kind.ts";
import type { Proof, ProofRow } from "./plan.ts";

const { add, subtract, abs, compare, isZero } = decimal;

const taxOf = (line: DraftLine): Decimal => add("0", ...line.taxes.map(({ amount }) => amount));
/** Ledger arithmetic: quantity × price − discount, in the document's price basis. */
export const amountOf = (line: DraftLine): Decimal =>
  subtract(decimal.multiply(line.quantity, line.unitPrice), line.discount);

/** gross = net + tax; with tax in the prices the amounts are gross, without they are net. */
export function totalsOf(lines: readonly DraftLine[], pricesIncludeTax: boolean): Totals {
  const amount = add("0", ...lines.map(amountOf));
  const tax = add("0", ...lines.map(taxOf));
  return pricesIncludeTax
    ? { net: subtract(amount, tax), tax, gross: amount }
    : { net: amount, tax, gross: add(amount, tax) };
}

/** Largest difference that may go on a rounding line: the setting, or else one smallest unit for each line. */
export function toleranceOf(setting: Decimal, lines: number, currency: string): Decimal {
  return setting === ""
    ? decimal.divide(String(Math.max(lines, 1)), `1${"0".repeat(exponent(currency))}`)
    : setting;
}

/** Shopify's gross total less the document's. */
export const missingAmount = (lines: readonly DraftLine[], context: LineContext): Decimal =>
  subtract(
    context.amount(context.order.header.total),
    totalsOf(lines, context.pricesIncludeTax).gross,
  );

/** What the rounding line takes up is no difference of a kind. */
const KINDS = (Object.keys(lineKinds) as LineKind[]).filter((kind) => kind !== "rounding");

/**
 * Shopify's header totals beside what the drafted lines come to, kind by kind, in the order's price basis (DOC-4). Both sides are calculated
 * apart: Shopify's from its totals less removals, the document's from its lines. Proved: the totals agree to the cent and the kinds within
 * the tolerance.
 */
export function prove(lines: readonly DraftLine[], context: LineContext): Proof {
  const { order, input, amount, currency, pricesIncludeTax } = context;
  const { content } = input.snapshot;
  const { header } = order;
  const inOrderBasis = (line: DraftLine): Decimal =>
    content.taxesIncluded && !pricesIncludeTax ? add(amountOf(line), taxOf(line)) : amountOf(line);
  const sumOf = (kind: LineKind): Decimal =>
    add("0", ...lines.filter((line) => line.kind === kind).map(inOrderBasis));
  const row = (kind: ProofRow["kind"], shopify: Decimal, document: Decimal): ProofRow => ({
    kind,
    shopify,
    document,
    difference: subtract(document, shopify),
  });
  const ofKind = (kind: LineKind): ProofRow[] => {
    const proof = lineKinds[kind].proof;
    return proof ? [row(proof.row, proof.shopify(context), sumOf(kind))] : [];
  };
  const totals = totalsOf(lines, pricesIncludeTax);
  const kinds = [...KINDS.flatMap(ofKind), row("tax", amount(header.tax), totals.tax)];
  const total = row("total", amount(header.total), totals.gross);
  const tolerance = toleranceOf(input.settings.roundingTolerance, lines.length, currency);
  const apart = add("0", ...kinds.map(({ difference }) => abs(difference)));
  return {
    currency,
    rows: [...kinds, ...ofKind("rounding"), total],
    tolerance,
    proved: isZero(total.difference) && compare(apart, tolerance) <= 0,
  };
}
