import { createInstance } from "i18next";
import german from "#app/i18n/locales/de/document.json";
import english from "#app/i18n/locales/en/document.json";
import type { Language } from "#app/i18n/languages.ts";

const texts: Record<Language, Record<keyof typeof english, string>> = { en: english, de: german };
const translator = createInstance();
// Without a backend everything is ready when `init` returns; texts go to an ERP, not into HTML.
void translator.init({
  resources: Object.fromEntries(
    Object.entries(texts).map(([language, document]) => [language, { translation: { document } }]),
  ),
  interpolation: { escapeValue: false },
});

/** A text that the app itself puts on a document, in the language that the shop card names for documents. */
export const documentText = (
  language: Language,
  key: keyof typeof english,
  params: Record<string, string> = {},
): string => translator.getFixedT(language)(`document.${key}`, { replace: params });
