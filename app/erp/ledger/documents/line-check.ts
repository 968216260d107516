import { checkComment } from "#app/erp/draft-line-check.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { LIMITS } from "../capabilities.ts";
import type { CheckedLine } from "./checked-line.ts";
import type { DraftFacts } from "./facts.ts";
import { optionalReference } from "./facts.ts";
import { checkAmounts } from "./line-amounts.ts";
import { checkWhat } from "./line-subject.ts";

export function checkLines(draft: DocumentDraft, facts: DraftFacts): CheckedLine[] {
  if (draft.lines.length === 0) throw invalid("lines", refusal("document.noLines"));
  const keys = new Set<string>();
  return draft.lines.map((line, index) => {
    const field = `lines[${index}]`;
    requiredText(`${field}.key`, line.key, LIMITS.description);
    if (keys.has(line.key))
      throw invalid(`${field}.key`, refusal("line.keyTwice", { key: line.key }));
    keys.add(line.key);
    return checkLine({ field, sequence: (index + 1) * 10000 }, line, draft, facts);
  });
}

function checkLine(
  { field, sequence }: { field: string; sequence: number },
  line: DraftLine,
  draft: DocumentDraft,
  facts: DraftFacts,
): CheckedLine {
  const base = {
    sequence,
    key: line.key,
    kind: line.kind,
    description: checkedText(`${field}.description`, line.description, LIMITS.description),
    shopifyLineId:
      line.shopifyLineId === undefined
        ? null
        : checkedText(`${field}.shopifyLineId`, line.shopifyLineId, LIMITS.description),
  };
  if (isText(line)) return { ...base, ...comment(field, line) };
  const values = checkAmounts(field, line, draft);
  const agent = optionalReference(facts, `${field}.shippingAgent`, {
    kind: "shippingAgent",
    code: line.shippingAgent,
  });
  if (line.shippingAgentService && !agent)
    throw invalid(`${field}.shippingAgentService`, refusal("line.serviceWithoutAgent"));
  return {
    ...base,
    ...checkWhat(field, line, draft, facts),
    ...values,
    shippingAgent: agent,
    shippingAgentService: optionalReference(facts, `${field}.shippingAgentService`, {
      kind: "shippingAgentService",
      code: line.shippingAgentService,
      parent: agent ?? "",
    }),
  };
}

function comment(
  field: string,
  line: DraftLine,
): Omit<CheckedLine, "sequence" | "key" | "kind" | "description" | "shopifyLineId"> {
  checkComment(field, line);
  return {
    itemId: null,
    variantCode: "",
    unit: null,
    perBase: "1",
    account: null,
    itemCharge: null,
    chargeBy: null,
    quantity: "0",
    unitPrice: "0",
    discount: "0",
    amount: "0",
    tax: "0",
    taxes: [],
    location: null,
    shippingAgent: null,
    shippingAgentService: null,
  };
}
