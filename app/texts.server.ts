import type { Language } from "./i18n/languages.ts";
import { arabic } from "./i18n/locales/ar.ts";
import { german } from "./i18n/locales/de.ts";
import { english } from "./i18n/locales/en.ts";
import { spanish } from "./i18n/locales/es.ts";
import { french } from "./i18n/locales/fr.ts";
import { dutch } from "./i18n/locales/nl.ts";
import type { Translator } from "./i18n/translator.ts";
import { translatorOf, type Texts } from "./ui/translator.ts";

const texts: Record<Language, Texts> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  nl: dutch,
  ar: arabic,
};

/** All texts of a language. A browser has those of the screens it shows (texts.client.ts). */
export const textsOf = (language: Language): Texts => texts[language];

/** A translator for one rendering. */
export const translator = (language: Language): Translator =>
  translatorOf(language, textsOf(language));
