import { describe, expect, it } from "vitest";
import arabic from "#app/i18n/locales/ar/help.json";
import german from "#app/i18n/locales/de/help.json";
import english from "#app/i18n/locales/en/help.json";
import spanish from "#app/i18n/locales/es/help.json";
import french from "#app/i18n/locales/fr/help.json";
import dutch from "#app/i18n/locales/nl/help.json";
import { LANGUAGES } from "#app/i18n/languages.ts";
import { readHelpPage, wordsOf } from "./blocks.ts";
import { helpFiles, helpPage, helpPages, pictureUrls } from "./handbook.server.ts";
import { HELP_PAGES } from "./pages.ts";
import { excerpt, found } from "./search.ts";

const TITLES = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  nl: dutch,
  ar: arabic,
};

describe("the handbook", () => {
  it("has each page in each language, and no other", () => {
    expect(helpFiles().sort()).toEqual(
      LANGUAGES.flatMap((language) => HELP_PAGES.map((name) => `${language}/${name}`)).sort(),
    );
  });

  it.each(LANGUAGES.flatMap((language) => HELP_PAGES.map((name) => [language, name] as const)))(
    "%s/%s can be shown",
    (language, name) => {
      const { title, blocks } = helpPage(language, name);
      expect(title).toBe(TITLES[language].page[name]);
      expect(blocks.length).toBeGreaterThan(2);
      expect(() => pictureUrls(language, { title, blocks })).not.toThrow();
    },
  );

  it("has the same headings, lists and tables in each language", () => {
    const shape = (language: (typeof LANGUAGES)[number]) =>
      helpPages(language).map(({ name, blocks }) => [
        name,
        blocks.map((each) => ("items" in each ? `list of ${each.items.length}` : each.kind)),
      ]);
    for (const language of LANGUAGES) expect(shape(language)).toEqual(shape("en"));
  });
});

describe("a page", () => {
  it("shows a picture with its text, which its search finds", () => {
    const page = readHelpPage("# T\n\n![The list](pictures/list-of-all.jpg)\n");
    expect(page.blocks).toEqual([{ kind: "picture", text: "The list", file: "list-of-all.jpg" }]);
    expect(wordsOf(page)).toBe("The list");
    expect(() => pictureUrls("en", page)).toThrow(/npm run pictures/);
  });

  it("keeps bold, links and tables", () => {
    expect(
      readHelpPage(
        "# T\n\nOpen **Orders**, see [Problems](problems.md).\n\n| a | b |\n| - | - |\n| `x` | _y_ |\n",
      ),
    ).toEqual({
      title: "T",
      blocks: [
        {
          kind: "paragraph",
          text: [
            { text: "Open " },
            { text: "Orders", style: "strong" },
            { text: ", see " },
            { text: "Problems", page: "problems" },
            { text: "." },
          ],
        },
        {
          kind: "table",
          head: [[{ text: "a" }], [{ text: "b" }]],
          rows: [[[{ text: "x", style: "code" }], [{ text: "y", style: "emphasis" }]]],
        },
      ],
    });
  });

  it.each([
    "no title",
    "# T\n\n<b>html</b>",
    "# T\n\n[x](https://example.com)",
    "# T\n\n![x](y.png)",
    "# T\n\n![](pictures/y.jpg)",
    "# T\n\nA word ![x](pictures/y.jpg)",
  ])("with what the screen cannot show is refused: %s", (markdown) => {
    expect(() => readHelpPage(markdown)).toThrow();
  });
});

describe("the search", () => {
  const all = [
    { title: "Orders", text: "Café document\nby hand" },
    { title: "Documents", text: "made from orders" },
  ];
  it("finds every word, whatever case and accents, titles first", () => {
    expect(found(all, "ORDERS").map(({ title }) => title)).toEqual(["Orders", "Documents"]);
    expect(found(all, "cafe document").map(({ title }) => title)).toEqual(["Orders"]);
    expect(found(all, "orders invoice")).toEqual([]);
    expect(found(all, "  ")).toEqual([]);
  });
  it("shows the line with the word", () => {
    expect(excerpt(all[0]!.text, "hand")).toBe("by hand");
    expect(excerpt("x".repeat(200), "x")).toHaveLength(160);
    expect(wordsOf(readHelpPage("# T\n\n- one\n- two"))).toBe("one\ntwo");
  });
});
