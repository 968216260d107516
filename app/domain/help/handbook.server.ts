import type { Language } from "#app/i18n/languages.ts";
import { type HelpPage, readHelpPage } from "./blocks.ts";
import { HELP_PAGES, type HelpPageName } from "./pages.ts";

const files = import.meta.glob<string>("../../../docs/handbook/*/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const pictures = import.meta.glob<string>("../../../docs/handbook/*/pictures/*.jpg", {
  query: "?url",
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

/** Where the browser finds the pictures of a page, by their files. Throws when one is missing. */
export const pictureUrls = (language: Language, { blocks }: HelpPage): Record<string, string> =>
  Object.fromEntries(
    blocks.flatMap((block) => {
      if (block.kind !== "picture") return [];
      const file = `../../../docs/handbook/${language}/pictures/${block.file}`;
      const url = pictures[file];
      if (url === undefined) throw new Error(`${file} is missing: run npm run pictures`);
      return [[block.file, url]];
    }),
  );

/** The Markdown files there are, as "en/orders". */
export const helpFiles = (): string[] =>
  Object.keys(files).map((file) => file.replace(/^.*\/([^/]+\/[^/]+)\.md$/, "$1"));
