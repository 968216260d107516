import { invalid, refusal } from "#app/erp/refusals.ts";
import * as plain from "#app/erp/text-check.ts";

/** As the app checks texts, and by the units that Business Central counts: an emoji is two of them. */
export function checkedText(field: string, text: string | undefined, limit: number): string {
  const checked = plain.checkedText(field, text, limit);
  if (checked.length > limit)
    throw invalid(field, refusal("value.tooLong", { field, length: checked.length, limit }), limit);
  return checked;
}

/** Parts of a text that each fit, broken at spaces where there are any. */
export function inParts(text: string, limit: number): string[] {
  const parts: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    let rest = line.trim();
    while (rest.length > limit) {
      const space = rest.lastIndexOf(" ", limit);
      const whole = /[\ud800-\udbff]$/.test(rest.slice(0, limit)) ? limit - 1 : limit;
      const at = space > limit / 2 ? space : whole;
      parts.push(rest.slice(0, at));
      rest = rest.slice(at).trim();
    }
    if (rest !== "") parts.push(rest);
  }
  return parts;
}
