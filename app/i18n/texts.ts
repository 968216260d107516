import { createInstance, type i18n as I18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import { english } from "./locales/en.ts";
import type { Language } from "./languages.ts";

/** Texts of one language: areas of nested texts, and the texts of Polaris' own components. */
export interface Texts {
  app: Record<string, unknown>;
  polaris: Record<string, unknown>;
}

const loaded: Partial<Record<Language, Texts>> = { en: english };

/** Makes a language ready. Server and browser call it before they render; only English is in the first bundle. */
export async function loadTexts(language: Language): Promise<void> {
  if (loaded[language]) return;
  switch (language) {
    case "en": return;
    case "de": loaded.de = (await import("./locales/de.ts")).german; return;
  }
}

export const polarisTexts = (language: Language): Record<string, unknown> => (loaded[language] ?? english).polaris;

/** A translator for one rendering; languages not loaded fall back to English. */
export function translator(language: Language): I18n {
  const resources: Resource = { en: { translation: english.app } };
  const own = loaded[language];
  if (own) resources[language] = { translation: own.app };
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
  return instance;
}
