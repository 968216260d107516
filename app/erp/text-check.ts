import { invalid, refusal } from "./refusals.ts";

/** Characters as a person counts them: an emoji outside the basic plane is one. */
const lengthOf = (text: string): number => [...text].length;

/**
 * Text as it will be stored. Too long is refused, never cut; so are halves of surrogate pairs and
 * NUL, which a database would change
 * or refuse in its own words.
 */
export function checkedText(field: string, text: string | undefined, limit: number): string {
  if (text === undefined) return "";
  if (/\p{Surrogate}/u.test(text)) throw invalid(field, refusal("value.halfCharacter", { field }));
  if (text.includes("\u0000")) throw invalid(field, refusal("value.nul", { field }));
  const length = lengthOf(text);
  if (length > limit)
    throw invalid(field, refusal("value.tooLong", { field, length, limit }), limit);
  return text;
}

export function requiredText(field: string, text: string | undefined, limit: number): string {
  const checked = checkedText(field, text, limit);
  if (checked.trim() === "") throw invalid(field, refusal("value.empty", { field }));
  return checked;
}
