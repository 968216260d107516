import { cashRounding } from "#app/domain/documents/plan/line-kinds/cash-rounding.ts";
import { comment } from "#app/domain/documents/plan/line-kinds/comment.ts";
import { duty } from "#app/domain/documents/plan/line-kinds/duty.ts";
import type { LineContext, LineDrafts } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import { noDrafts } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import { shipping } from "#app/domain/documents/plan/line-kinds/shipping.ts";
import type { CreditMemoInput } from "./credit-memo-input.ts";
import { soldByLine } from "./credit-memo-input.ts";
import type { RefundedLine } from "./refund-parts.ts";
import { restLines } from "./rest-lines.ts";
import type { RestPart } from "./rest-parts.ts";
import { isRestocked, refundedLine } from "./refunded-line.ts";

/** Every line of the credit memo, in the order of a sales document (S1's table). */
export function memoLines(
  input: CreditMemoInput,
  lines: readonly RefundedLine[],
  rest: readonly RestPart[],
  context: LineContext,
): LineDrafts {
  // What came back in the flesh is all that a shipping charge can be spread over.
  const restocked = new Set(lines.filter(isRestocked).map(({ line }) => line.id));
  const sold = soldByLine(input.made);
  const onGoods: LineContext = {
    ...context,
    order: {
      ...context.order,
      lines: context.order.lines.filter(({ line }) => restocked.has(line.id)),
    },
  };
  return joined([
    comment.ofOrder?.(context),
    ...lines.map((line) => refundedLine(line, input, context, sold)),
    shipping.ofOrder?.(onGoods),
    duty.ofOrder?.(context),
    restLines(rest, context),
    cashRounding.ofOrder?.(context),
  ]);
}

const joined = (parts: readonly (LineDrafts | undefined)[]): LineDrafts =>
  parts
    .filter((part) => part !== undefined)
    .reduce(
      (all, next) => ({
        lines: [...all.lines, ...next.lines],
        why: [...all.why, ...next.why],
        problems: [...all.problems, ...next.problems],
        found: [...all.found, ...next.found],
        newItems: [...all.newItems, ...next.newItems],
      }),
      noDrafts,
    );
