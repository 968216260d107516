import { isExchangeLine } from "#app/domain/documents/exchanges/exchange-line.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import type { LineId } from "#app/lib/ids.ts";
import type { CameBack } from "./returned-line.ts";

/** Units of each order line that a credit memo was made with: booked in, or on an account. */
export function unitsTaken(lines: readonly DraftLine[]): ReadonlyMap<LineId, CameBack> {
  const taken = new Map<LineId, CameBack>();
  for (const line of lines) {
    const { shopifyLineId: id, kind, item, quantity } = line;
    if (id === undefined || kind !== "item" || isExchangeLine(line)) continue;
    const { restocked, others } = taken.get(id) ?? { restocked: 0, others: 0 };
    const units = Number(quantity);
    taken.set(
      id,
      item ? { restocked: restocked + units, others } : { restocked, others: others + units },
    );
  }
  return taken;
}
