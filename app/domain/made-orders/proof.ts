import type { Totals } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, compare, multiply, subtract } from "#app/money/decimal.ts";
import type { ExportOrder } from "./export-order.ts";

/** One amount of the ERP's document beside that of the order. */
export interface ProofRow {
  part: "tax" | "total" | "open";
  invoice: Decimal;
  order: Decimal;
}

/**
 * What Shopify will make of an order: prices times quantities, less the discount, and shipping; taxes as they are given, on top unless they are
 * included (recording order-create-math-matrix).
 */
function shopifyTotals(order: Omit<ExportOrder, "total">): Record<ProofRow["part"], Decimal> {
  const taxes = [...order.lines, ...order.shipping].flatMap((line) => line.taxes);
  const tax = add("0", ...taxes.map(({ amount }) => amount));
  const goods = add(
    "0",
    ...order.lines.map(({ unitPrice, quantity }) => multiply(unitPrice, String(quantity))),
  );
  const sold = subtract(add(goods, ...order.shipping.map(({ price }) => price)), order.discount);
  const total = order.taxesIncluded ? sold : add(sold, tax);
  return { tax, total, open: subtract(total, order.paid) };
}

export function proofOf(
  invoice: { totals: Totals; remaining: Decimal },
  order: Omit<ExportOrder, "total">,
): ProofRow[] {
  const made = shopifyTotals(order);
  return [
    { part: "tax", invoice: invoice.totals.tax, order: made.tax },
    { part: "total", invoice: invoice.totals.gross, order: made.total },
    { part: "open", invoice: invoice.remaining, order: made.open },
  ];
}

export const isProved = (proof: readonly ProofRow[]): boolean =>
  proof.every(({ invoice, order }) => compare(invoice, order) === 0);
