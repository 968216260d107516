import german from "#app/i18n/locales/de/document.json";
import english from "#app/i18n/locales/en/document.json";
import type { Language } from "#app/i18n/languages.ts";
import { createTranslator, type Translator } from "#app/i18n/translator.ts";

// Their parameters are a merchant's words or numbers, as they are.
const speakers: Record<Language, Translator> = {
  en: createTranslator("en", { document: english }, {}),
  de: createTranslator("de", { document: german }, {}),
};

/** A text that the app itself puts on a document, in the language that the shop card names for documents. */
export const documentText = (
  language: Language,
  key: keyof typeof english,
  params: Record<string, string> = {},
): string => speakers[language].t(`document.${key}`, params);
