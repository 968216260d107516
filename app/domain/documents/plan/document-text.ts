import arabic from "#app/i18n/locales/ar/document.json";
import german from "#app/i18n/locales/de/document.json";
import english from "#app/i18n/locales/en/document.json";
import spanish from "#app/i18n/locales/es/document.json";
import french from "#app/i18n/locales/fr/document.json";
import dutch from "#app/i18n/locales/nl/document.json";
import { unmarked } from "#app/i18n/isolated.ts";
import type { Language } from "#app/i18n/languages.ts";
import { createTranslator, type Translator } from "#app/i18n/translator.ts";

// Their parameters are a merchant's words or numbers, as they are.
const speakers: Record<Language, Translator> = {
  en: createTranslator("en", { document: english }, {}),
  de: createTranslator("de", { document: german }, {}),
  fr: createTranslator("fr", { document: french }, {}),
  es: createTranslator("es", { document: spanish }, {}),
  nl: createTranslator("nl", { document: dutch }, {}),
  ar: createTranslator("ar", { document: arabic }, {}),
};

/** A text that the app itself puts on a document, in the language that the shop card names for documents; letters only: an ERP counts them and prints what it gets. */
export const documentText = (
  language: Language,
  key: keyof typeof english,
  params: Record<string, string> = {},
): string => unmarked(speakers[language].t(`document.${key}`, params));
