import type { ErpErrorDetail } from "#app/erp/errors.ts";
import * as decimal from "#app/money/decimal.ts";
import type { DocumentResult } from "./results.ts";

/**
 * What the ERP says the document comes to, against what Shopify says it must (DOC-4, ERP contract: compared after creating and again
 * after releasing). The plan's rounding line has taken what may differ already, so an ERP that stores taxes as given must agree to the
 * cent; `tolerance` is 0 then.
 */
export function compareTotals({
  ref,
  totals,
  expected,
  tolerance,
}: DocumentResult): ErpErrorDetail | null {
  const difference = decimal.abs(decimal.subtract(totals.gross, expected.gross));
  if (decimal.compare(difference, tolerance) <= 0) return null;
  return {
    class: "totalsMismatch",
    expected,
    actual: totals,
    message: `Document ${ref.number ?? ref.id} comes to ${totals.gross} in the ERP, but the order to ${expected.gross}. It stays unreleased until the totals agree.`,
  };
}
