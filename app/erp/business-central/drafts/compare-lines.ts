import { lineKindOf } from "../documents/snapshot.ts";
import type { DocumentRow } from "../documents/shape.ts";

/** What was sent, as far as it is known again in what Business Central made of it. */
export interface SentLine {
  kind: "item" | "comment" | "fee";
  quantity: string;
}

/**
 * Lines that Business Central added to what was sent, such as a customer's recurring lines. Undefined
 * when there are none; the numbers of the lines are then the places among those sent.
 */
export function addedLines(
  sent: readonly SentLine[],
  row: Pick<DocumentRow, "lines">,
): string[] | undefined {
  const same =
    row.lines.length === sent.length &&
    row.lines.every(
      (line, index) =>
        line.sequence === (index + 1) * 10_000 &&
        lineKindOf(line.lineType) === sent[index]?.kind &&
        (sent[index].kind === "comment" || line.quantity === sent[index].quantity),
    );
  if (same) return undefined;
  const left = [...sent];
  const added = row.lines.filter((line) => {
    const at = left.findIndex(
      ({ kind, quantity }) =>
        kind === lineKindOf(line.lineType) && (kind === "comment" || quantity === line.quantity),
    );
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return added.map(({ description, lineObjectNumber }) => description || lineObjectNumber);
}
