import type { AppProviderProps } from "@shopify/polaris";
import type { Language } from "#app/i18n/languages.ts";
import type { english } from "#app/i18n/locales/en.ts";
import { createTranslator, type Translator } from "#app/i18n/translator.ts";
import { FORMATS } from "./text-formats.ts";

/** Texts of one language: the app's by area, and those of Polaris' own components. */
export interface Texts {
  app: typeof english.app;
  polaris: Exclude<AppProviderProps["i18n"], readonly unknown[]>;
}

/** Says these texts. In a browser they are those of the screens seen so far: what is added to them later is said, too. */
export const translatorOf = (language: Language, { app }: Pick<Texts, "app">): Translator =>
  createTranslator(language, app, FORMATS);
