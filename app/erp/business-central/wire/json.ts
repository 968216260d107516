import Big from "big.js";
import { parseJson } from "#app/lib/clean-text.ts";
import type { Decimal } from "#app/money/decimal.ts";

/** A number in what is sent: written as it stands, never as a JS number. */
export class Numeral {
  constructor(readonly text: Decimal) {}
}
export const numeral = (text: Decimal): Numeral => new Numeral(text);

export type Body = string | boolean | Numeral | Body[] | { [key: string]: Body | undefined };

/** JSON with its properties in the order given: Business Central takes them one after the other. */
export function written(body: Body): string {
  if (body instanceof Numeral) return body.text;
  if (Array.isArray(body)) return `[${body.map(written).join(",")}]`;
  if (typeof body !== "object") return JSON.stringify(body);
  const members = Object.entries(body).flatMap(([key, value]) =>
    value === undefined ? [] : [`${JSON.stringify(key)}:${written(value)}`],
  );
  return `{${members.join(",")}}`;
}

/** A text, or a number that stands outside any text. */
const PARTS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with every number as text, so that no amount is ever a JS number. Throws SyntaxError. */
export const parsed = (text: string): unknown =>
  parseJson(
    text.replace(PARTS, (part) =>
      part.startsWith('"') ? part : `"${/[eE]/.test(part) ? new Big(part).toFixed() : part}"`,
    ),
  );
