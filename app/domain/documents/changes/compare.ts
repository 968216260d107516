import type { DocumentDraft, Totals } from "#app/erp/port/documents.ts";
import type { DocumentReading } from "#app/erp/port/readings.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, compare, subtract } from "#app/money/decimal.ts";
import type { ComparedField } from "./compare-head.ts";
import { compareHead, headSaysNow } from "./compare-head.ts";
import type { ComparedLine, Sides } from "./compare-lines.ts";
import { compareLines, saysNow } from "./compare-lines.ts";

/** An order's document as it was made, as Shopify has the order now, and as the ERP has the document now. */
export interface Comparison {
  currency: string;
  pricesIncludeTax: boolean;
  lines: ComparedLine[];
  head: ComparedField[];
  totals: { then: Totals; now: Totals | null; erp: Totals | null };
  /** What people changed of the app's own lines and header; an amendment would write over it. */
  overwritten: number;
  /** Lines that people added. */
  foreign: number;
  /** The ERP says all that the order says now. */
  agrees: boolean;
}

export function compareSides(sides: Sides): Comparison {
  const { then, now, erp, tolerance } = sides;
  const lines = compareLines(sides);
  const head = compareHead(sides);
  const own = lines.filter(({ foreign }) => !foreign);
  const foreign = lines.length - own.length;
  // Beside lines that people added, the totals cannot tell.
  const totals = (draft: DocumentDraft | null): boolean =>
    draft === null || erp === null || foreign > 0 || sameTotal(draft, erp, sides.totalTolerance);
  const changedByPeople = [
    ...own.filter((line) => !saysNow(line, tolerance)),
    ...head.filter((field) => !headSaysNow(field)),
  ].filter(({ byPeople }) => byPeople).length;
  // Taxes of a line, say, which an ERP tells of the document only.
  const unexplained = !totals(then) && ![...own, ...head].some(({ byPeople }) => byPeople);
  return {
    currency: then.currency,
    pricesIncludeTax: then.pricesIncludeTax,
    lines,
    head,
    totals: { then: then.expected, now: now?.expected ?? null, erp: erp?.totals ?? null },
    overwritten: changedByPeople + (unexplained ? 1 : 0),
    foreign,
    agrees:
      now !== null &&
      erp !== null &&
      totals(now) &&
      own.every((line) => saysNow(line, tolerance)) &&
      head.every(headSaysNow),
  };
}

const sameTotal = (draft: DocumentDraft, erp: DocumentReading, tolerance: Decimal): boolean =>
  compare(abs(subtract(draft.expected.gross, erp.totals.gross)), tolerance) <= 0;
