import { invalid } from "./refusals.ts";

/** Characters as a person counts them: an emoji outside the basic plane is one. */
const lengthOf = (text: string): number => [...text].length;

/**
 * Text as it will be stored. Too long is refused, never cut; so are halves of surrogate pairs and NUL, which a database would change
 * or refuse in its own words.
 */
export function checkedText(field: string, text: string | undefined, limit: number): string {
  if (text === undefined) return "";
  if (/\p{Surrogate}/u.test(text))
    throw invalid(
      field,
      `${field} holds half of a character: it was cut in the middle of an emoji or a rare letter. Send the whole text, or cut it between characters.`,
    );
  if (text.includes("\u0000"))
    throw invalid(field, `${field} holds a NUL character, which cannot be stored. Remove it.`);
  const length = lengthOf(text);
  if (length > limit)
    throw invalid(
      field,
      `${field} has ${length} characters, the ERP takes ${limit}. Shorten it.`,
      limit,
    );
  return text;
}

export function requiredText(field: string, text: string | undefined, limit: number): string {
  const checked = checkedText(field, text, limit);
  if (checked.trim() === "") throw invalid(field, `${field} is empty. Fill it in.`);
  return checked;
}
