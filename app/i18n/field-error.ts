import type { TextKey } from "./text-keys.ts";

/** Why what was typed into a field was not taken: a text, or one for each way in which parts of it are wrong, naming them. */
export type FieldError = TextKey | WrongParts[];

interface WrongParts {
  text: TextKey;
  values: string;
}

/** The parts named, each in quotation marks. */
export const wrongParts = (text: TextKey, parts: readonly string[]): WrongParts => ({
  text,
  values: parts.map((part) => `“${part}”`).join(", "),
});
