import { checkAmounts, checkComment } from "#app/erp/draft-line-check.ts";
import type { AmountLimits } from "#app/erp/draft-line-check.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { invalid, refusal, unsupported } from "#app/erp/refusals.ts";
import { BC_CAPABILITIES } from "../capabilities.ts";
import { isGuid } from "../wire/filter.ts";
import { checkedText } from "./text.ts";

const { limits, precision } = BC_CAPABILITIES;

const AMOUNTS: AmountLimits = {
  precision,
  /** Digits before the point of a Decimal that keeps five after it. */
  largest: "999999999999",
  checkTaxTitle: (field, title) => checkedText(field, title, 255),
  decimals: (of) => refusal("bcDocument.decimals", of),
  tooLarge: (of) => refusal("bcDocument.tooLarge", of),
  negativePrice: (of) => refusal("line.negativePrice", of),
};

/** Everything about a draft's lines that needs no look into Business Central. */
export function checkLines(draft: DocumentDraft): void {
  if (draft.lines.length === 0) throw invalid("lines", refusal("document.noLines"));
  const keys = new Set<string>();
  draft.lines.forEach((line, index) => {
    const field = `lines[${index}]`;
    if (keys.has(line.key))
      throw invalid(`${field}.key`, refusal("line.keyTwice", { key: line.key }));
    keys.add(line.key);
    checkedText(`${field}.description`, line.description, limits.description);
    if (isText(line)) checkComment(field, line);
    else checkSold(field, line, draft.currency);
  });
}

function checkSold(field: string, line: DraftLine, currency: string): void {
  if (line.itemCharge) throw unsupported("itemCharges", refusal("bcDocument.itemCharge"));
  if (line.item === undefined && !line.account)
    throw invalid(field, refusal("line.noSubject", { line: line.description }));
  if (line.item !== undefined && line.account)
    throw invalid(field, refusal("line.severalSubjects", { line: line.description }));
  if (line.item && !isGuid(line.item.id))
    throw invalid(
      `${field}.item`,
      refusal("bcDocument.noItem", { item: line.item.number ?? line.item.id }),
    );
  for (const part of ["shippingAgent", "shippingAgentService"] as const)
    if (line[part])
      throw invalid(`${field}.${part}`, refusal("bcDocument.shippingAgent", { agent: line[part] }));
  checkAmounts(field, line, currency, AMOUNTS);
}
