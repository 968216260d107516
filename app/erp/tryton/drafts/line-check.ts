import { checkAmounts, checkComment } from "#app/erp/draft-line-check.ts";
import type { AmountLimits } from "#app/erp/draft-line-check.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { invalid, refusal, unsupported } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { TRYTON_CAPABILITIES } from "../capabilities.ts";

const { limits, precision } = TRYTON_CAPABILITIES;

const AMOUNTS: AmountLimits = {
  precision,
  /** Digits before the point of a Numeric field with (16, n) digits, less its decimals. */
  largest: "999999999999",
  checkTaxTitle: (field, title) => checkedText(field, title, limits.description),
  decimals: (of) => refusal("trytonDocument.decimals", of),
  tooLarge: (of) => refusal("trytonDocument.tooLarge", of),
  negativePrice: (of) => refusal("trytonDocument.negativePrice", of),
  amountTooLarge: (of) => refusal("trytonDocument.amountTooLarge", of),
};

/** Everything about a draft's lines that needs no look into Tryton. */
export function checkLines(draft: DocumentDraft): void {
  if (draft.pricesIncludeTax)
    throw unsupported("taxInclusivePrices", refusal("trytonDocument.netPrices"));
  if (draft.lines.length === 0) throw invalid("lines", refusal("document.noLines"));
  const keys = new Set<string>();
  draft.lines.forEach((line, index) => {
    const field = `lines[${index}]`;
    requiredText(`${field}.key`, line.key, limits.description);
    if (line.key.trim() !== line.key || /[\r\n\u2028\u2029]/.test(line.key))
      throw invalid(`${field}.key`, refusal("trytonDocument.lineKey", { key: line.key }));
    if (keys.has(line.key))
      throw invalid(`${field}.key`, refusal("line.keyTwice", { key: line.key }));
    keys.add(line.key);
    checkedText(`${field}.description`, line.description, limits.description);
    if (isText(line)) checkComment(field, line);
    else checkSold(field, line, draft.currency);
  });
}

function checkSold(field: string, line: DraftLine, currency: string): void {
  if (line.itemCharge) throw unsupported("itemCharges", refusal("trytonDocument.itemCharges"));
  const named = [line.item, line.account].filter((value) => value !== undefined && value !== "");
  if (named.length !== 1)
    throw invalid(
      field,
      refusal(named.length === 0 ? "trytonDocument.noProduct" : "trytonDocument.severalProducts", {
        line: line.description,
      }),
    );
  if (line.variantCode)
    throw invalid(
      `${field}.variantCode`,
      refusal("trytonDocument.variant", { variant: line.variantCode }),
    );
  checkAmounts(field, line, currency, AMOUNTS);
}
