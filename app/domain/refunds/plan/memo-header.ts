import { why } from "#app/domain/mapping/decision.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";
import { gatewaysOf, methodOfGateways } from "#app/domain/mapping/payment-methods/decide.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { dayIn } from "#app/lib/day.ts";
import type { CreditMemoInput } from "./credit-memo-input.ts";

type Header = Omit<DocumentDraft, "kind" | "lines" | "expected">;

/** the head of the order's document, on the day of the refund, with the method by which the money went back. */
export function memoHeader({
  refund,
  made,
  snapshot,
  settings,
  facts,
  capabilities,
  timeZone,
}: CreditMemoInput): { header: Header; why: Explanation[] } {
  const {
    kind: _kind,
    number: _number,
    dueDate: _dueDate,
    paymentMethod: _method,
    lines: _lines,
    expected: _expected,
    ...head
  } = made.draft;
  const zone = settings.timeZone || timeZone;
  const day = dayIn(zone, refund.createdAt ?? snapshot.state.updatedAt);
  const method = capabilities.paymentMethodOnOrder
    ? methodOfGateways(gatewaysOf(refund.transactions), facts)
    : { value: null, why: [] };
  return {
    header: {
      ...head,
      documentDate: day,
      ...(method.value ? { paymentMethod: method.value } : {}),
    },
    why: [
      why({ about: "document", rule: "R-30" }, "creditMemo.document", {
        number: made.number ?? "",
      }),
      why({ about: "documentDate", rule: "R-30" }, "creditMemo.day", { day, zone }),
      ...method.why,
    ],
  };
}
