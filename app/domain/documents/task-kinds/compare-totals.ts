import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { refusal, said } from "#app/erp/refusals.ts";
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
  currency,
  tolerance,
}: DocumentResult): ErpErrorDetail | null {
  const difference = decimal.abs(decimal.subtract(totals.gross, expected.gross));
  if (decimal.compare(difference, tolerance) <= 0) return null;
  return {
    class: "totalsMismatch",
    expected,
    actual: totals,
    currency,
    ...said(
      refusal("answer.totalsDiffer", {
        number: ref.number ?? ref.id,
        actual: totals.gross,
        expected: expected.gross,
        currency,
      }),
    ),
  };
}
