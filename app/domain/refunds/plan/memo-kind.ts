import type { Explanation } from "#app/domain/mapping/decision.ts";
import { why } from "#app/domain/mapping/decision.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { CREDIT_KINDS, DraftLine } from "#app/erp/port/documents.ts";
import { isNegative } from "#app/money/decimal.ts";
import type { CreditMemoInput } from "./credit-memo-input.ts";

/**
 * the card's choice. A return order is there to be received: where nothing comes back to stock, what is credited is a credit memo whatever
 * the card says.
 */
export function memoKind(
  { settings, capabilities, snapshot }: CreditMemoInput,
  lines: readonly DraftLine[],
): { kind: (typeof CREDIT_KINDS)[number]; why: Explanation[]; problems: ProblemValue[] } {
  if (settings.returnsAs !== "returnOrder") return { kind: "creditMemo", why: [], problems: [] };
  const about = { about: "document", rule: "R-30" };
  const change = settingPath("returnsAs");
  const received = lines.some(
    ({ kind, item, quantity }) => kind === "item" && item !== undefined && !isNegative(quantity),
  );
  if (!received)
    return {
      kind: "creditMemo",
      why: [why(about, "creditMemo.nothingToReceive", {}, { change })],
      problems: [],
    };
  return {
    kind: "returnOrder",
    why: [why(about, "creditMemo.returnOrder", {}, { change })],
    problems: capabilities.returns
      ? []
      : [problem("return-order-impossible", { orderId: snapshot.content.id })],
  };
}
