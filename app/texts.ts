import { createInstance, type i18n as I18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import type { AppProviderProps } from "@shopify/polaris";
import { english } from "./i18n/locales/en.ts";
import type { Language } from "./i18n/languages.ts";
import { addFormats } from "./ui/text-formats.ts";

type TranslationDictionary = Exclude<AppProviderProps["i18n"], readonly unknown[]>;

/** Texts of one language: the app's by area, and those of Polaris' own components. */
export interface Texts {
  app: typeof english.app;
  polaris: TranslationDictionary;
}

const loaded: Partial<Record<Language, Texts>> & { en: Texts } = { en: english };

/** Makes a language ready. Server and browser call it before they render; only English is in the first bundle. */
export async function loadTexts(language: Language): Promise<void> {
  if (loaded[language]) return;
  switch (language) {
    case "en":
      return;
    case "de":
      loaded.de = (await import("./i18n/locales/de.ts")).german;
      return;
  }
}

/** A loaded language's texts, else English. */
export const textsOf = (language: Language): Texts => loaded[language] ?? loaded.en;

/** A translator for one rendering; what a language lacks is said in English. */
export function translator(language: Language): I18n {
  const resources: Resource = {
    en: { translation: loaded.en.app },
    [language]: { translation: textsOf(language).app },
  };
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources,
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
    returnNull: false,
  });
  addFormats(instance);
  return instance;
}
