import { textsOf } from "#app/texts.server.ts";
import { type Language, LANGUAGES } from "#app/i18n/languages.ts";

function* leaves(node: unknown): Generator<string> {
  if (typeof node === "string") yield node;
  else for (const inner of Object.values(node as object)) yield* leaves(inner);
}

/** Phrases of the English texts that the other language says differently. Single words may be data: names, codes. */
function englishPhrases(language: Language): Set<string> {
  const own = new Set(leaves(textsOf(language)));
  const phrases = [...leaves(textsOf("en"))].filter(
    (text) => /\S\s+\S/.test(text) && !text.includes("{{") && !own.has(text),
  );
  return new Set(phrases);
}

/** Lines of a screen that are an English text although the screen is in another language. */
export function untranslatedLines(shown: string, locale: string): string[] {
  const language = LANGUAGES.find((one) => one === locale);
  if (language === undefined || language === "en") return [];
  const phrases = englishPhrases(language);
  return shown
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => phrases.has(line));
}
