import { dateOf, dayOf } from "./scope.ts";

/** When a document falls due: days after the document date, or after the end of its month, optionally months later. */
export interface DueRule {
  days: number;
  months: number;
  /** Count from the last day of the document's month. */
  fromEndOfMonth: boolean;
}

/** Days are YYYY-MM-DD. A month too short for the day ends on its last (31 January + 1 month = 28 or 29 February). */
export function dueDate(documentDate: string, rule: DueRule): string {
  const start = dateOf(documentDate);
  const year = start.getUTCFullYear();
  const month = start.getUTCMonth() + rule.months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = rule.fromEndOfMonth ? last : Math.min(start.getUTCDate(), last);
  return dayOf(new Date(Date.UTC(year, month, day + rule.days)));
}
