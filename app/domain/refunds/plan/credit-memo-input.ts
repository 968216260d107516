import type { PlanInput } from "#app/domain/documents/plan/plan-input.ts";
import type { OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { multiply } from "#app/money/decimal.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { LineId } from "#app/lib/ids.ts";

/** The order's document as it was made. What a credit memo has in common with it is taken from here, never decided anew. */
export interface MadeDocument {
  number: string | null;
  /** With the customer and the items that were created for it in place of their placeholders. */
  draft: DocumentDraft;
  /** ISO code of its amounts (Proof.currency). */
  iso: string;
  /** What the order's exchanges sent out, as it was made. */
  exchanges: readonly DocumentDraft[];
  /** It left off the taxes that the sales channel remits. */
  leftOff: boolean;
}

/** The lines that were sold, on the order's document and on those of its exchanges. */
export const soldLines = ({
  draft,
  exchanges,
}: Pick<MadeDocument, "draft" | "exchanges">): DraftLine[] => [
  ...draft.lines,
  ...exchanges.flatMap(({ lines }) => lines),
];

/** The same by the order line they are of. */
export function soldByLine(made: Pick<MadeDocument, "draft" | "exchanges">): SoldLines {
  const sold = new Map<LineId, DraftLine[]>();
  for (const line of soldLines(made).flatMap(partsOf)) {
    if (line.shopifyLineId === undefined) continue;
    const lines = sold.get(line.shopifyLineId);
    if (lines) lines.push(line);
    else sold.set(line.shopifyLineId, [line]);
  }
  return sold;
}

/** A bundle that was sold as one item came back in its parts: each is looked for like a line of its own. */
function partsOf(line: DraftLine): DraftLine[] {
  const { components, item: _bundle, variantCode: _variant, unit: _unit, ...rest } = line;
  return components
    ? components.map(({ lineId, quantity }) => ({
        ...rest,
        shopifyLineId: lineId,
        quantity: multiply(line.quantity, String(quantity)),
      }))
    : [line];
}

export type SoldLines = ReadonlyMap<LineId, readonly DraftLine[]>;

/** What earlier credit memos of the order took. */
export interface Credited {
  /** Units by order line. */
  quantities: ReadonlyMap<LineId, number>;
  /** Their totals, in the document's currency. */
  total: Decimal;
}

/** Everything a credit memo is planned from (plan-credit-memo.ts `planCreditMemo`). Same input, same plan. */
export interface CreditMemoInput extends PlanInput {
  refund: OrderRefund;
  made: MadeDocument;
  credited: Credited;
  /** Order lines of exchanges that another document sends out, or is about to. */
  sentOut: ReadonlySet<LineId>;
}
