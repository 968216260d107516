/** Languages with complete texts. English stands in where another one lacks a text. */
export const LANGUAGES = ["en", "de", "fr", "es", "nl", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Which way each is written. */
export const DIRECTION: Readonly<Record<Language, "ltr" | "rtl">> = {
  en: "ltr",
  de: "ltr",
  fr: "ltr",
  es: "ltr",
  nl: "ltr",
  ar: "rtl",
};

/**
 * How each writes numbers and days. Arabic has two kinds of digits, and which one is usual differs by country: a merchant compares figures with those of an ERP and
 * copies them into it, so they are those that every program reads.
 */
export const NUMBERS_AND_DAYS: Readonly<Record<Language, string>> = {
  en: "en",
  de: "de",
  fr: "fr",
  es: "es",
  nl: "nl",
  ar: "ar-u-nu-latn",
};

const isLanguage = (code: string): code is Language =>
  (LANGUAGES as readonly string[]).includes(code);

/**
 * The language for a request: what Shopify Admin passes (`locale`), else what the browser asks for, else English.
 * "de-AT" means German; an unknown language means the next candidate.
 */
export function pickLanguage(locale: string | null, acceptLanguage: string | null): Language {
  const wanted = [
    locale ?? "",
    ...(acceptLanguage ?? "").split(",").map((part) => part.split(";")[0] ?? ""),
  ];
  for (const candidate of wanted) {
    const code = candidate.trim().toLowerCase().split(/[-_]/)[0] ?? "";
    if (isLanguage(code)) return code;
  }
  return "en";
}
