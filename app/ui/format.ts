import type { Decimal } from "#app/money/decimal.ts";
import { exponent } from "#app/money/currency.ts";
import type { DecimalSign } from "#app/money/typed-decimal.ts";
import { type Language, NUMBERS_AND_DAYS } from "#app/i18n/languages.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";

/**
 * Amounts, numbers and times as a person reads them. Decimal strings go into Intl as strings, so no digit is lost
 * (Intl takes string numerals exactly). Node and browsers differ in which kind of space they put between parts, and server and
 * browser must write the same text: amounts get no-break spaces, times plain ones. The marks of direction that Arabic has around an amount would be copied with it, and
 * no other program then reads a number; the one that holds a minus sign before its digits stays.
 */
const even = (text: string): string => text.replace(/[\u200f\u061c]/g, "").replace(/\s/g, "\u00a0");
const plain = (text: string): string => text.replace(/\s/g, " ");

const places = (value: Decimal): number => value.split(".")[1]?.length ?? 0;

/** "1234.5" EUR → "€1,234.50". More decimals than the currency has are shown, not rounded away (unit prices). */
export function formatMoney(language: Language, amount: Decimal, currency: string): string {
  const least = exponent(currency);
  const format = new Intl.NumberFormat(NUMBERS_AND_DAYS[language], {
    style: "currency",
    currency,
    minimumFractionDigits: least,
    maximumFractionDigits: Math.max(least, places(amount)),
  });
  return even(format.format(amount as Intl.StringNumericLiteral));
}

/** A quantity or rate with all its decimals. */
export function formatDecimal(language: Language, value: Decimal): string {
  return even(
    new Intl.NumberFormat(NUMBERS_AND_DAYS[language], {
      maximumFractionDigits: Math.max(0, places(value)),
    }).format(value as Intl.StringNumericLiteral),
  );
}

/** What stands before the decimals of a number that a person types. */
export const decimalSign = (language: Language): DecimalSign =>
  new Intl.NumberFormat(NUMBERS_AND_DAYS[language])
    .formatToParts(1.5)
    .some(({ type, value }) => type === "decimal" && value === ",")
    ? ","
    : ".";

/** A fraction as per cent: "0.19" → "19%". */
export function formatRate(language: Language, fraction: Decimal): string {
  return even(
    new Intl.NumberFormat(NUMBERS_AND_DAYS[language], {
      style: "percent",
      maximumFractionDigits: 4,
    }).format(fraction as Intl.StringNumericLiteral),
  );
}

export const formatCount = (language: Language, count: number): string =>
  even(new Intl.NumberFormat(NUMBERS_AND_DAYS[language]).format(count));

/** How many records a list has, of which no more than a thousand are counted: "1,000+". */
export const formatCounted = (language: Language, count: number): string =>
  count > MOST_COUNTED ? `${formatCount(language, MOST_COUNTED)}+` : formatCount(language, count);

/** ISO time → date and time in the shop's time zone. */
export function formatTime(language: Language, iso: string, timeZone: string): string {
  return plain(
    new Intl.DateTimeFormat(NUMBERS_AND_DAYS[language], {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone,
    }).format(new Date(iso)),
  );
}

/** ISO time → day in the shop's time zone. */
export function formatDay(language: Language, iso: string, timeZone: string): string {
  return plain(
    new Intl.DateTimeFormat(NUMBERS_AND_DAYS[language], { dateStyle: "medium", timeZone }).format(
      new Date(iso),
    ),
  );
}

/** "2026-10" → "October 2026". */
export function formatMonth(language: Language, month: string): string {
  return plain(
    new Intl.DateTimeFormat(NUMBERS_AND_DAYS[language], {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(new Date(`${month}-01T00:00:00Z`)),
  );
}

/** A plain day by the short name of its weekday: "Mon". */
export function formatWeekday(locale: string, day: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A plain day (YYYY-MM-DD) is the same day everywhere. */
export function formatPlainDay(language: Language, day: string): string {
  return formatDay(language, `${day}T00:00:00Z`, "UTC");
}
