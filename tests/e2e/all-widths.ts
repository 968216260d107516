import type { Language } from "#app/i18n/languages.ts";
import type { View } from "./screens.ts";

export const WIDTHS = [320, 768, 1280];

/** Each of the languages in each width; what moves while a screen loads is looked at where it is loaded first. */
export const inAllWidths = (languages: readonly Language[]): View[] =>
  languages.flatMap((locale) =>
    WIDTHS.map((width) => ({ locale, width, axe: { everyRow: false }, still: true })),
  );
