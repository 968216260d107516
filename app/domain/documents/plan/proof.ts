import type { DraftLine, Totals } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { LineKindDeclaration, LineProofRow } from "./line-kinds/catalog.ts";
import { lineKinds } from "./line-kinds/catalog.ts";
import type { LineContext } from "./line-kinds/line-kind.ts";
import type { Proof, ProofRow } from "./plan.ts";
import { taxKey, taxLabel } from "./tax-totals.ts";
import type { TaxTotal } from "./tax-totals.ts";

const { add, subtract, abs, compare, isZero } = decimal;

/** Shopify's tax less the document's. A difference of it is never rounding. */
export const missingTax = (lines: readonly DraftLine[], context: LineContext): Decimal =>
  subtract(context.amount(context.order.header.tax), totalsOf(lines, context.pricesIncludeTax).tax);

/** Each of several taxes, and whatever the sales channel remits, beside what the lines charge of it. */
function taxRates(
  lines: readonly DraftLine[],
  { taxTotals, channelTaxes }: LineContext,
): ProofRow[] {
  const charged = lines.flatMap(({ taxes }) => taxes);
  const several = taxTotals !== null && taxTotals.length > 1 ? taxTotals : [];
  const own = several.filter(({ channelLiable }) => !channelLiable);
  return [
    ...own.map((tax) => rateRow("taxRate", tax, charged)),
    ...(channelTaxes.leftOff
      ? []
      : channelTaxes.totals.map((tax) => rateRow("channelTaxOn", tax, charged))),
  ];
}

function rateRow(
  kind: ProofRow["kind"],
  total: TaxTotal,
  onDocument: readonly { title: string; rate?: Decimal | null; amount: Decimal }[],
): ProofRow {
  const document = add(
    "0",
    ...onDocument.filter((tax) => taxKey(tax) === taxKey(total)).map((tax) => tax.amount),
  );
  const { amount } = total;
  const label = taxLabel(total);
  return { kind, label, shopify: amount, document, difference: subtract(document, amount) };
}

/** How Shopify's total becomes the document's where the document leaves off what the sales channel remits: tax by tax. */
function leftOffRows(gross: Decimal, { channelTaxes }: LineContext): ProofRow[] {
  const { leftOff, totals, onLines, orderTotal } = channelTaxes;
  if (!leftOff) return [];
  const known = [
    ...totals,
    ...onLines
      .filter((tax) => !totals.some((total) => taxKey(total) === taxKey(tax)))
      .map((tax) => ({ ...tax, amount: "0" })),
  ];
  const document = add(gross, ...onLines.map(({ amount }) => amount));
  return [
    {
      kind: "orderTotal",
      shopify: orderTotal,
      document,
      difference: subtract(document, orderTotal),
    },
    ...known.map((tax) => rateRow("channelTaxOff", tax, onLines)),
  ];
}

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
 * apart: Shopify's from its totals less removals, the document's from its lines. Proved: the totals and the taxes, each rate of them, agree to
 * the cent, and the kinds within the tolerance.
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
    const { proof }: LineKindDeclaration = lineKinds[kind];
    if (!proof) return [];
    const [shopify, document] = [proof.shopify(context), sumOf(kind)];
    if (proof.rare && isZero(shopify) && isZero(document)) return [];
    return [row(proof.row as LineProofRow, shopify, document)];
  };
  const totals = totalsOf(lines, pricesIncludeTax);
  const kinds = KINDS.flatMap(ofKind);
  const taxes = [row("tax", amount(header.tax), totals.tax), ...taxRates(lines, context)];
  const leftOff = leftOffRows(totals.gross, context);
  const total = row("total", amount(header.total), totals.gross);
  const tolerance = toleranceOf(input.settings.roundingTolerance, lines.length, currency);
  const apart = add("0", ...kinds.map(({ difference }) => abs(difference)));
  return {
    currency,
    rows: [...kinds, ...taxes, ...ofKind("rounding"), ...leftOff, total],
    tolerance,
    proved:
      [total, ...taxes, ...leftOff].every(({ difference }) => isZero(difference)) &&
      compare(apart, tolerance) <= 0,
  };
}
