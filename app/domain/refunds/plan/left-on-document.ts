import type { OrderRefund, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { CreditMemoInput } from "./credit-memo-input.ts";
import type { SoldLines } from "./credit-memo-input.ts";
import { soldByLine } from "./credit-memo-input.ts";
import { isOfReturn } from "./returned-goods.ts";
import type { LineId } from "#app/lib/ids.ts";

/** What would be credited beyond what the order's document has left after earlier credit memos: units of a line, or money. */
export function beyondDocument(
  { refund, made, credited, snapshot: { content, state } }: CreditMemoInput,
  gross: Decimal,
): ProblemValue[] {
  const orderId = content.id;
  const byId = new Map(content.lines.map((line) => [line.id, line]));
  const soldOf = soldByLine(made);
  const units = [...unitsOf(refund)].flatMap(([lineId, quantity]) => {
    const line = byId.get(lineId);
    const left = Math.min(
      soldUnits(soldOf, lineId) - (credited.quantities.get(lineId) ?? 0),
      leftOfReturn(refund, lineId, state),
    );
    return line === undefined || quantity <= left
      ? []
      : [
          problem(
            "refund-beyond-document",
            { orderId, title: line.title, quantity, left: Math.max(left, 0) },
            lineId,
            { lineId },
          ),
        ];
  });
  const sold = [
    made.draft,
    ...made.exchanges.filter(({ currency }) => currency === made.draft.currency),
  ];
  const left = decimal.subtract(
    decimal.add("0", ...sold.map(({ expected }) => expected.gross)),
    credited.total,
  );
  const money =
    decimal.compare(gross, left) > 0
      ? [
          problem(
            "refund-beyond-document",
            {
              orderId,
              title: content.name,
              quantity: { amount: gross, currency: made.iso },
              left: { amount: decimal.max(left, "0"), currency: made.iso },
            },
            "total",
          ),
        ]
      : [];
  return [...units, ...money];
}

/** What came back can be credited once: also where a refund that named no goods was credited with them before. */
function leftOfReturn(
  { id, returnId }: Pick<OrderRefund, "id" | "returnId">,
  lineId: LineId,
  { refunds, returns }: OrderState,
): number {
  const named = (returns.find((one) => one.id === returnId)?.lines ?? []).filter(
    (line) => line.lineId === lineId,
  );
  const taken = refunds
    .filter((one) => one.returnId === returnId && one.id !== id)
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId && isOfReturn(line));
  if (named.length === 0 || taken.length === 0) return Infinity;
  return unitsIn(named) - unitsIn(taken);
}

const unitsIn = (lines: readonly { quantity: number }[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Units of each order line that a refund takes back. */
export function unitsOf({ lines }: Pick<OrderRefund, "lines">): Map<LineId, number> {
  const units = new Map<LineId, number>();
  for (const { lineId, quantity } of lines) units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  return units;
}

const soldUnits = (sold: SoldLines, lineId: LineId): number =>
  (sold.get(lineId) ?? [])
    .filter(({ kind }) => kind !== "duty")
    .reduce((sum, { quantity }) => sum + Number(quantity), 0);
