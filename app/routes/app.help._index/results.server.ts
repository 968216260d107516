import { wordsOf } from "#app/domain/help/blocks.ts";
import { helpPages } from "#app/domain/help/handbook.server.ts";
import { excerpt, found } from "#app/domain/help/search.ts";
import { settingPath, shownSettings } from "#app/domain/shop-card/settings.ts";
import type { Language } from "#app/i18n/languages.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { translator } from "#app/texts.server.ts";

export interface Result {
  title: string;
  text: string;
  url: string;
  kind: "page" | "setting";
}

/** The pages of the handbook and the settings that hold every word of `query`. */
export async function helpResults(language: Language, query: string): Promise<Result[]> {
  const { t } = translator(language);
  const pages = helpPages(language).map((page) => ({
    kind: "page" as const,
    title: page.title,
    text: wordsOf(page),
    url: withQuery(paths.helpPage(page.name), { language }),
  }));
  const settings = shownSettings.map(({ key, label, help }) => ({
    kind: "setting" as const,
    title: t(label),
    text: t(help),
    url: settingPath(key),
  }));
  return found([...pages, ...settings], query).map((each) => ({
    ...each,
    text: excerpt(each.text, query),
  }));
}
