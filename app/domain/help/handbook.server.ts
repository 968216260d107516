import type { Language } from "#app/i18n/languages.ts";
import { type HelpPage, readHelpPage } from "./blocks.ts";
import { HELP_PAGES, type HelpPageName } from "./pages.ts";

const files = import.meta.glob<string>("../../../docs/handbook/*/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const read = new Map<string, HelpPage>();

/** A page of the handbook in a language. */
export function helpPage(language: Language, name: HelpPageName): HelpPage {
  const file = `../../../docs/handbook/${language}/${name}.md`;
  let page = read.get(file);
  if (!page) {
    const markdown = files[file];
    if (markdown === undefined) throw new Error(`${file} is missing`);
    page = readHelpPage(markdown);
    read.set(file, page);
  }
  return page;
}

export const helpPages = (language: Language): (HelpPage & { name: HelpPageName })[] =>
  HELP_PAGES.map((name) => ({ name, ...helpPage(language, name) }));

/** The Markdown files there are, as "en/orders". */
export const helpFiles = (): string[] =>
  Object.keys(files).map((file) => file.replace(/^.*\/([^/]+\/[^/]+)\.md$/, "$1"));
