/** Languages with complete texts. English stands in where another one lacks a text. */
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Which way each is written. */
export const DIRECTION: Readonly<Record<Language, "ltr" | "rtl">> = { en: "ltr", de: "ltr" };

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
