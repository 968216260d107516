import type { Explanation } from "#app/domain/mapping/decision.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { OrderRefund, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { RefundParts } from "./refund-parts.ts";
import { isOfReturn } from "./returned-goods.ts";

/** what a return says came back where its refund names nothing; or that it says of nothing that is still to be credited. */
export function whyOfReturn(
  { returnId }: Pick<OrderRefund, "returnId">,
  { lines }: Pick<RefundParts, "lines">,
  { state }: Pick<OrderSnapshot, "state">,
): Explanation[] {
  const of = state.returns.find(({ id }) => id === returnId);
  if (!of) return [];
  if (lines.length === 0)
    return [
      why({ about: "document", rule: "R-35" }, "creditMemo.nothingOfReturn", { name: of.name }),
    ];
  return lines
    .filter(({ refunded }) => isOfReturn(refunded))
    .map(({ key, line, refunded: { quantity } }) =>
      why({ about: `line:${key}`, rule: "R-35" }, "creditMemo.ofReturn", {
        quantity,
        title: line.title,
        name: of.name,
      }),
    );
}
