import { createContext, useContext } from "react";
import type { Translator } from "./translator.ts";

const Spoken = createContext<Translator | undefined>(undefined);

export const TranslationProvider = Spoken.Provider;

/** What says the texts of a screen, in the reader's language. */
export function useTranslation(): { t: Translator["t"]; i18n: Translator } {
  const i18n = useContext(Spoken);
  if (!i18n) throw new Error("a text was to be said outside of a document");
  return { t: i18n.t, i18n };
}
