import { codePoints } from "#app/lib/cut-text.ts";

/** By how much a text is too long; null: it fits. Nothing is cut: an item cut short is another item. */
export function tooLong(text: string, limit: number, units?: "utf16"): string | null {
  const length = units === "utf16" ? text.length : codePoints(text);
  return length > limit ? `${length} > ${limit}` : null;
}
