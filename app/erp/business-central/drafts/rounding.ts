import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import {
  abs,
  add,
  compare,
  divide,
  isZero,
  multiply,
  normalize,
  round,
  subtract,
} from "#app/money/decimal.ts";
import { amountOf } from "./price-basis.ts";
import { rateOf } from "./tax-groups.ts";

/**
 * What Business Central will make of a draft whose prices carry no tax: it rounds the tax of each
 * rate over the whole document, Shopify line by line. Undefined where a rate is not known.
 */
function predictedGross(draft: DocumentDraft): Decimal | undefined {
  const places = exponent(draft.currency);
  const groups = new Map<Decimal, Decimal>();
  for (const line of draft.lines.filter((each) => !isText(each))) {
    const rate = rateOf(line.taxes);
    if (rate === undefined) return undefined;
    groups.set(rate, add(groups.get(rate) ?? "0", amountOf(line, draft.currency)));
  }
  const taxed = [...groups].map(([rate, net]) =>
    add(net, round(multiply(net, divide(rate, "100")), places)),
  );
  return normalize(add("0", ...taxed));
}

/** The rounding line's amount, where Shopify's total is to be met; undefined where there is nothing to round. */
export function roundingOf(draft: DocumentDraft, tolerance: Decimal): Decimal | undefined {
  if (draft.pricesIncludeTax) return undefined;
  const predicted = predictedGross(draft);
  if (predicted === undefined) return undefined;
  const difference = subtract(draft.expected.gross, predicted);
  const most = multiply(tolerance, String(draft.lines.length));
  return isZero(difference) || compare(abs(difference), most) > 0 ? undefined : difference;
}
