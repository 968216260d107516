import { normalize, type Decimal } from "./decimal.ts";

/** The sign between whole and fraction in a language. */
export type DecimalSign = "." | ",";

/**
 * What a person typed, read. `twoWays`: it may have thousands or decimals ("1.234" in German), and is never guessed; both readings are given.
 * `notANumber`: it has no reading.
 */
export type Typed =
  { ok: true; value: Decimal } | { ok: false; why: "notANumber" } | ({ ok: false } & TwoWays);
interface TwoWays {
  why: "twoWays";
  thousands: Decimal;
  decimals: Decimal;
}

const NOT_A_NUMBER: Typed = { ok: false, why: "notANumber" };
/** The first of each row of digits: Arabic, and as Persian and Urdu write them. */
const ZEROS = [0x0660, 0x06f0] as const;
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u2066-\u2069]/g;
/** Spaces and apostrophes stand between thousands, nothing else. The Arabic sign of thousands (٬) is one of them. */
const ONLY_THOUSANDS = /[\s'’\u066c]/;

const latin = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    return String(code - (code >= ZEROS[1] ? ZEROS[1] : ZEROS[0]));
  });

/**
 * Reads a typed amount or quantity exactly. The point and the comma both may stand before the decimals, and both between thousands: both together, or one of them
 * more than once, tell which is which. One alone before exactly three digits may be either, unless it is the language's own decimal sign. Spaces, apostrophes and the
 * Arabic signs (٫ ٬) have one meaning.
 */
export function readTypedDecimal(text: string, sign: DecimalSign): Typed {
  const typed = latin(text.replace(DIRECTION_MARKS, "").trim()).replace(/^[−‐‑–]/, "-");
  const [, minus = "", body = ""] = /^(-?)\s*(.*)$/su.exec(typed) ?? [];
  const arabic = body.split("\u066b");
  if (arabic.length > 1) {
    const [whole = "", fraction = "", ...more] = arabic;
    return more.length > 0 ? NOT_A_NUMBER : read(minus, whole, fraction);
  }
  const marks = [...body].filter((char) => char === "." || char === ",");
  const [first] = marks;
  const last = marks.at(-1);
  if (first === undefined || last === undefined) return read(minus, body);
  const at = body.lastIndexOf(last);
  const [before, after] = [body.slice(0, at), body.slice(at + 1)];
  if (first !== last) {
    // "1.234,5": the last one alone stands before the decimals.
    return marks.filter((mark) => mark === last).length > 1
      ? NOT_A_NUMBER
      : read(minus, before, after);
  }
  if (marks.length > 1) return read(minus, body);
  const thousands = read(minus, body);
  const decimals = read(minus, before, after);
  return thousands.ok && decimals.ok && last !== sign
    ? { ok: false, why: "twoWays", thousands: thousands.value, decimals: decimals.value }
    : decimals;
}

/** `whole` may have thousands, in threes and with one sign between them throughout. */
function read(minus: string, whole: string, fraction?: string): Typed {
  const [between = ""] = /[^\d]/.exec(whole) ?? [];
  const groups = between === "" ? [whole] : whole.split(between);
  const [head = "", ...threes] = groups;
  const grouped =
    threes.length === 0
      ? /^\d+$/.test(head)
      : /^[1-9]\d{0,2}$/.test(head) &&
        threes.every((three) => /^\d{3}$/.test(three)) &&
        (between === "." || between === "," || ONLY_THOUSANDS.test(between));
  if (!grouped || (fraction !== undefined && !/^\d+$/.test(fraction))) return NOT_A_NUMBER;
  return {
    ok: true,
    value: normalize(`${minus}${groups.join("")}${fraction === undefined ? "" : `.${fraction}`}`),
  };
}

/** A decimal as it stands in a field to be changed: the language's sign, nothing between thousands. What is no decimal stays. */
export const decimalToType = (value: string, sign: DecimalSign): string =>
  /^-?\d+(\.\d+)?$/.test(value) ? value.replace(".", sign) : value;
