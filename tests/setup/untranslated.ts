import { textsOf } from "#app/texts.server.ts";
import { type Language, LANGUAGES } from "#app/i18n/languages.ts";
import { leavesOf } from "./leaves.ts";

interface English {
  /** Texts that are what they are. */
  whole: ReadonlySet<string>;
  /** Texts that are filled in, with anything there. */
  filled: readonly RegExp[];
}

const FILLED = /\$t\(\{\{.*?\}\}\)|\{\{.*?\}\}/;
const WORDS_TO_KNOW_IT_BY = 3;
const words = (text: string): number => text.match(/\p{L}{2,}/gu)?.length ?? 0;
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const read = new Map<Language, English>();

/** The English texts that the other language says differently. Single words may be data: names, codes. */
function englishBeside(language: Language): English {
  const before = read.get(language);
  if (before) return before;
  const own = new Set(leavesOf(textsOf(language)).map(([, text]) => text));
  const english = leavesOf(textsOf("en"))
    .map(([, text]) => text)
    .filter((text) => !own.has(text));
  const found = {
    whole: new Set(english.filter((text) => /\S\s+\S/.test(text) && !FILLED.test(text))),
    filled: english
      .map((text) => text.split(new RegExp(FILLED, "g")))
      .filter((parts) => parts.length > 1 && words(parts.join(" ")) >= WORDS_TO_KNOW_IT_BY)
      .map((parts) => new RegExp(`^${parts.map((part) => escaped(part)).join(".*")}$`)),
  };
  read.set(language, found);
  return found;
}

/** Lines of a screen that are an English text although the screen is in another language. */
export function untranslatedLines(shown: string, locale: string): string[] {
  const language = LANGUAGES.find((one) => one === locale);
  if (language === undefined || language === "en") return [];
  const { whole, filled } = englishBeside(language);
  return shown
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => whole.has(line) || filled.some((pattern) => pattern.test(line)));
}
