import type { HelpPageName } from "#app/domain/help/pages.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";

/** What a version brought, in one short text: `home.news.text.<text>`. */
export interface News {
  version: string;
  text: KeyUnder<"home.news.text">;
  /** Where to read on. */
  page: HelpPageName;
}

/** What is new in the version that runs; a shop sees it after an update, until somebody has read it. */
export const NEWS: News = { version: "0.12.0", text: "items", page: "items" };
