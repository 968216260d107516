import { Temporal } from "temporal-polyfill";

/**
 * Days of the calendar, written YYYY-MM-DD, and the time zones they are days of. Temporal is the
 * language's own calendar arithmetic;
 * the polyfill goes when every supported Node has it.
 */

/** The day of a moment in a time zone. Throws RangeError on a zone or time it cannot read. */
export function dayIn(timeZone: string, moment: string | Date): string {
  return Temporal.Instant.fromEpochMilliseconds(new Date(moment).getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/**
 * The first moment of a day in a time zone: midnight, or where the clock jumps over midnight the
 * moment of the jump.
 */
export function startOfDay(timeZone: string, day: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

/**
 * Months first, then days; a month too short for the day ends on its last (31 January + 1 month =
 * 28 or 29 February).
 */
export function addToDay(day: string, by: { months?: number; days?: number }): string {
  const { months = 0, days = 0 } = by;
  return Temporal.PlainDate.from(day).add({ months }).add({ days }).toString();
}

export function lastDayOfMonth(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.with({ day: date.daysInMonth }).toString();
}

/** A day the calendar has, written YYYY-MM-DD. There is no year 0, for PostgreSQL neither. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** A zone of the IANA list, as Europe/Berlin. A plain offset is none: PostgreSQL reads its sign the other way round. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** A day as a date column holds it, and back: midnight UTC. */
export const dateColumn = (day: string): Date => startOfDay("UTC", day);
export const dayOfColumn = (column: Date): string => dayIn("UTC", column);
