import { isDay } from "#app/lib/day.ts";
import type { Json } from "#app/lib/json.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { normalize, parseDecimal } from "#app/money/decimal.ts";

/** What a call carries: JSON in which decimals, days and times are tagged objects, as Tryton's protocol has them. */
export type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };

/** A Numeric field's value. */
export const decimal = (text: Decimal): Wire => ({
  __class__: "Decimal",
  decimal: plainDecimal(text),
});

/** A Date field's value from YYYY-MM-DD. Throws RangeError for a day that no calendar has. */
export function day(iso: string): Wire {
  if (!isDay(iso)) throw new RangeError(`not a day: ${iso}`);
  const [year = 0, month = 0, date = 0] = iso.split("-").map(Number);
  return { __class__: "date", year, month, day: date };
}

/** A DateTime field's value (UTC) from ISO text with up to six decimals, as `plain` writes it. */
export function instant(iso: string): Wire {
  const [, date, hour, minute, second, fraction = ""] =
    /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z$/.exec(iso) ?? [];
  if (!date || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw new RangeError(`not a time: ${iso}`);
  const { year, month, day: monthDay } = day(date) as { year: number; month: number; day: number };
  return {
    __class__: "datetime",
    year,
    month,
    day: monthDay,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, "0")),
  };
}

/**
 * A Float field's value; quantities travel as JSON numbers. Throws RangeError when the number would
 * not be this decimal again.
 */
export function float(text: Decimal): number {
  const value = Number(text);
  if (!Number.isFinite(value) || floatText(value) !== normalize(text))
    throw new RangeError(`cannot be sent as a number without loss: ${text}`);
  return value;
}

/** The decimal a JSON number stands for: its shortest digits, never an exponent. */
export function floatText(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`not a number: ${value}`);
  return plainDecimal(String(value));
}

/** Deeper than any answer Tryton gives. */
const MAX_DEPTH = 40;

/**
 * An answer without tags: decimals as plain decimal text, days as YYYY-MM-DD, times as ISO text
 * with microseconds and Z, durations as
 * seconds, bytes as base64. Throws RangeError for tags it does not know and values that no such tag can have.
 */
export function plain(wire: unknown, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new RangeError("nested too deeply");
  if (
    wire === null ||
    typeof wire === "boolean" ||
    typeof wire === "string" ||
    (typeof wire === "number" && Number.isFinite(wire))
  )
    return wire;
  if (Array.isArray(wire)) return wire.map((entry) => plain(entry, depth + 1));
  if (typeof wire !== "object") throw new RangeError(`not a JSON value: ${typeof wire}`);
  if (Object.hasOwn(wire, "__class__")) return untagged(wire as Record<string, unknown>);
  // fromEntries defines members, so that one called "__proto__" stays one.
  return Object.fromEntries(
    Object.entries(wire).map(([key, value]) => [key, plain(value, depth + 1)]),
  );
}

function untagged(tagged: Record<string, unknown>): Json {
  switch (tagged.__class__) {
    case "Decimal":
      if (typeof tagged.decimal !== "string") throw new RangeError("a Decimal without digits");
      return plainDecimal(tagged.decimal);
    case "date":
      return dateText(tagged);
    case "datetime":
      return `${dateText(tagged)}T${timeText(tagged)}Z`;
    case "time":
      return timeText(tagged);
    case "timedelta":
      if (typeof tagged.seconds !== "number" || !Number.isFinite(tagged.seconds))
        throw new RangeError("a duration without seconds");
      return tagged.seconds;
    case "bytes":
      if (typeof tagged.base64 !== "string" || !/^[A-Za-z0-9+/=\s]*$/.test(tagged.base64))
        throw new RangeError("bytes that are not base64");
      return tagged.base64.replace(/\s/g, "");
    default:
      throw new RangeError(
        `a value of unknown class ${JSON.stringify(tagged.__class__)?.slice(0, 60)}`,
      );
  }
}

function dateText(tagged: Record<string, unknown>): string {
  const text = `${digits(tagged.year, 4, 9999)}-${digits(tagged.month, 2, 12)}-${digits(tagged.day, 2, 31)}`;
  day(text);
  return text;
}

const timeText = (tagged: Record<string, unknown>): string =>
  `${digits(tagged.hour, 2, 23)}:${digits(tagged.minute, 2, 59)}:${digits(tagged.second, 2, 59)}.${digits(tagged.microsecond, 6, 999_999)}`;

function digits(value: unknown, width: number, most: number): string {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > most)
    throw new RangeError(`not a part of a date or time: ${String(value).slice(0, 20)}`);
  return String(value).padStart(width, "0");
}

/** Largest exponent taken: Python writes small and large decimals as 1E-8 or 1E+3, and nothing of an ERP needs more. */
const MAX_EXPONENT = 60;

/** Decimal text without exponent: Python's str(Decimal) and JavaScript's String(number) both use one at their ends. */
function plainDecimal(text: string): Decimal {
  const simple = parseDecimal(text);
  if (simple !== undefined) return simple;
  const [, sign = "", whole = "", fraction = "", exponent = ""] =
    /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/.exec(text) ?? [];
  const shift = Number(exponent);
  if (whole === "" || Math.abs(shift) > MAX_EXPONENT)
    throw new RangeError(`not a decimal: ${text.slice(0, 40)}`);
  const all = whole + fraction;
  const point = whole.length + shift;
  const moved =
    point <= 0
      ? `0.${"0".repeat(-point)}${all}`
      : point >= all.length
        ? `${all}${"0".repeat(point - all.length)}`
        : `${all.slice(0, point)}.${all.slice(point)}`;
  return normalize(sign + moved);
}
