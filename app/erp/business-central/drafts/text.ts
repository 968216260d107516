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

/** The text of such parts again: its words are the same, though a line that was broken may come back as two. */
export function fullText(parts: readonly string[], limit = 100): string {
  return parts.reduce((text, part, index) => {
    const before = parts[index - 1];
    if (before === undefined) return part;
    const cut = before.length >= limit - 1 && before.lastIndexOf(" ") <= limit / 2;
    if (cut) return text + part;
    const next = part.split(" ", 1)[0]?.length ?? 0;
    return `${text}${before.length + 1 + next > limit ? " " : "\n"}${part}`;
  }, "");
}
