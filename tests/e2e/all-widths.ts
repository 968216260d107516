import { it } from "vitest";
import { LANGUAGES, type Language } from "#app/i18n/languages.ts";
import { EVERY, ofToday } from "#tests/setup/of-today.ts";
import type { View } from "./screens.ts";

export const WIDTHS = [320, 768, 1280];

/** Each of the languages whose day it is in each width; what moves while a screen loads is looked at where it is loaded first. */
export const inAllWidths = (languages: readonly Language[]): View[] =>
  ofToday(LANGUAGES)
    .filter((locale) => languages.includes(locale))
    .flatMap((locale) =>
      WIDTHS.map((width) => ({ locale, width, axe: { everyRow: false }, still: true })),
    );

/** Looks where there is something to look at today. */
export function onItsDay(views: readonly View[], look: () => void): void {
  if (views.length > 0) look();
  else it.skip(`another day: one of ${EVERY}`, () => undefined);
}
