import type { DraftLine } from "#app/erp/port/documents.ts";
import * as decimal from "#app/money/decimal.ts";
import { accountLine, noDrafts } from "./line-kinds/line-kind.ts";
import type { LineContext, LineDrafts } from "./line-kinds/line-kind.ts";
import { missingAmount, missingTax, toleranceOf } from "./proof.ts";
import { documentText } from "./document-text.ts";

/** DOC-4: a difference to Shopify's total within the tolerance goes on a rounding line without tax; a larger one, or one of the tax, is left to the proof. */
export function roundingLine(lines: readonly DraftLine[], context: LineContext): LineDrafts {
  const missing = missingAmount(lines, context);
  const tolerance = toleranceOf(
    context.input.settings.roundingTolerance,
    lines.length,
    context.currency,
  );
  if (!decimal.isZero(missingTax(lines, context))) return noDrafts;
  if (decimal.isZero(missing) || decimal.compare(decimal.abs(missing), tolerance) > 0)
    return noDrafts;
  return accountLine(
    {
      key: "rounding",
      kind: "rounding",
      description: documentText(context.input.settings.documentLanguage, "rounding"),
      quantity: "1",
      unitPrice: missing,
      discount: "0",
      taxes: [],
    },
    { setting: "roundingAccount", what: "rounding", rule: "DOC-4" },
    context,
  );
}
