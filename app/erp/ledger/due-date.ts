import { addToDay, lastDayOfMonth } from "#app/lib/day.ts";

/** When a document falls due: days after the document date, or after the end of its month, optionally months later. */
export interface DueRule {
  days: number;
  months: number;
  /** Count from the last day of the document's month. */
  fromEndOfMonth: boolean;
}

/** Days are YYYY-MM-DD. A month too short for the day ends on its last (31 January + 1 month = 28 or 29 February). */
export function dueDate(documentDate: string, { days, months, fromEndOfMonth }: DueRule): string {
  const start = addToDay(documentDate, { months });
  return addToDay(fromEndOfMonth ? lastDayOfMonth(start) : start, { days });
}
