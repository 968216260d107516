import { isLineKind, roleOf } from "#app/erp/port/line-kinds.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";

/**
 * What the app writes into the note of each line it makes, so that the line is known again whatever
 * people do to the order's lines: Tryton keeps
 * the note with the line when lines are sorted or changed, copies it to the invoice's line, and prints it nowhere.
 */
export interface LineMark {
  kind: LineKind;
  /**
   * The sender's own name of the line: of an order line its Shopify id. A line that the app adds
   * for Tryton's sake has none.
   */
  key?: string;
}

export const markedNote = ({ kind, key }: LineMark): string =>
  key === undefined ? `Shopify ${kind}` : `Shopify ${kind}: ${key}`;

/** The first mark in a note; people may have written more around it. */
export function readMark(note: string | null): LineMark | undefined {
  for (const line of (note ?? "").split(/\r?\n/)) {
    const [, kind = "", key] = /^Shopify (\w+)(?:: (.*\S))?\s*$/.exec(line) ?? [];
    if (isLineKind(kind)) return { kind, ...(key === undefined ? {} : { key }) };
  }
  return undefined;
}

/**
 * The marks of a document's lines by line id. A line that a person copied has the mark of the
 * other: the older one keeps it, since ids rise.
 */
export function marksOf(
  lines: readonly { id: number; note: string | null }[],
): Map<number, LineMark> {
  const taken = new Set<string>();
  const marks = new Map<number, LineMark>();
  for (const { id, note } of [...lines].sort((a, b) => a.id - b.id)) {
    const mark = readMark(note);
    if (!mark || (mark.key !== undefined && taken.has(mark.key))) continue;
    if (mark.key !== undefined) taken.add(mark.key);
    marks.set(id, mark);
  }
  return marks;
}

/** What a shipment's line tells of its order line: only goods and gift cards of the order are fulfilled (F-10). */
export const orderLineKey = (mark: LineMark | undefined): string | undefined =>
  mark && roleOf(mark.kind) === "goods" ? mark.key : undefined;
