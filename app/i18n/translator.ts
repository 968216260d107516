import { isolated } from "./isolated.ts";
import { DIRECTION, type Language } from "./languages.ts";
import type { TextKey } from "./text-keys.ts";

type Params = Readonly<Record<string, unknown>>;

/** Says texts in one language. */
export interface Translator {
  language: Language;
  t(this: void, key: TextKey, params?: Params): string;
  /** Whether there is a text of this key. */
  exists(this: void, key: string): boolean;
}

/** How a value is written that a text names with a format: `{{amount, money}}`. `params` are all that the text is filled with. */
export type Format = (value: unknown, params: Params, say: Translator) => string;

/** A key that a text names by a value, said with the values of that text; or a value. What a value itself says in braces is no text of ours. */
const BRACES = /\$t\(\{\{(\w+)\}\}\)|\{\{(\w+)(?:, (\w+))?\}\}/g;

const plain = (value: unknown): string => {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
};

/**
 * A text has its place in `texts` by its dotted key. One with a `count` has a form for each kind of number that the language knows (`_one`, `_few` …, `_other`), and
 * may have one for none (`_zero`). A key without a text says itself.
 */
export function createTranslator(
  language: Language,
  texts: object,
  formats: Readonly<Record<string, Format>>,
): Translator {
  const plurals = new Intl.PluralRules(language);
  const within = DIRECTION[language] === "rtl" ? isolated : (value: string) => value;
  const at = (key: string): string | undefined => {
    let found: unknown = texts;
    for (const part of key.split("."))
      found =
        typeof found === "object" && found !== null
          ? (found as Record<string, unknown>)[part]
          : undefined;
    return typeof found === "string" ? found : undefined;
  };
  const ofCount = (key: string, count: number): string | undefined =>
    (count === 0 ? at(`${key}_zero`) : undefined) ?? at(`${key}_${plurals.select(count)}`);
  const say = (key: string, params: Params): string => {
    const { count } = params;
    const text = (typeof count === "number" ? ofCount(key, count) : undefined) ?? at(key);
    if (text === undefined) return key;
    return text.replace(
      BRACES,
      (_, nested: string | undefined, name: string, format: string | undefined) => {
        if (nested !== undefined) return say(plain(params[nested]), params);
        const write = format === undefined ? undefined : formats[format];
        return write ? write(params[name], params, translator) : within(plain(params[name]));
      },
    );
  };
  const translator: Translator = {
    language,
    t: (key, params = {}) => say(key, params),
    exists: (key) => at(key) !== undefined,
  };
  return translator;
}
