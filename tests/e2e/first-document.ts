import { afterAll, beforeAll, expect, it } from "vitest";
import { DIRECTION, type Language } from "#app/i18n/languages.ts";
import { textsOf, translator } from "#app/texts.server.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { dataOf, hasOwnWords } from "#tests/setup/data-words.ts";
import { leavesOf } from "#tests/setup/leaves.ts";
import { shownTexts } from "#tests/setup/shown-texts.ts";

const ORDER = "#1006";
const MARKS = /[\u200e\u200f\u2066-\u2069]/g;

/** The letters of an alphabet that is not English's: a text without any is data, or nobody translated it. */
const LETTERS: Partial<Record<Language, RegExp>> = { ar: /\p{Script=Arabic}/u };

/** What the screen says in English: a text known by its words, and in another alphabet whatever is no data. */
async function english(
  visit: Visit,
  language: Language,
  told: ReadonlySet<string>,
): Promise<string[]> {
  const found = await visit.textKeys();
  const letters = LETTERS[language];
  const frame = visit.page.frame({ name: "app-iframe" });
  if (!letters || !frame) return found;
  const own = new Set(leavesOf(textsOf(language)).map(([, text]) => text));
  const shown = (await shownTexts(frame)).map(({ text }) => text.replaceAll(MARKS, ""));
  return [
    ...found,
    ...shown.filter((text) => !letters.test(text) && !own.has(text) && hasOwnWords(text, told)),
  ];
}

/** A person who reads no English, from the first look at home to the first document in the ERP: every button is found by its words in their language. */
export function firstDocumentIn(languages: readonly Language[]): void {
  let stack: BrowserStack;
  beforeAll(async () => {
    stack = await startBrowserStack();
  });
  afterAll(() => stack.stop());

  it.each(languages)("%s: the first document is made without a word of English", async (locale) => {
    const { t } = translator(locale);
    let told: ReadonlySet<string> = new Set();
    const visit = await stack.open("/app", {
      locale,
      prepare: async (page) => {
        told = await dataOf(page);
      },
    });
    const { app } = visit;
    const step = async (name: string): Promise<void> => {
      expect(await english(visit, locale, told), name).toEqual([]);
      await visit.screenshot(`first-document-${locale}-${name}`);
    };
    expect(await app.locator("html").getAttribute("dir")).toBe(DIRECTION[locale]);

    // What is loaded with the page itself comes once more, so that what is data is known.
    await visit.follow("/app/orders-to-import");
    await visit.follow("/app");
    await step("1-home");

    await visit.follow("/app/orders-to-import");
    await app
      .getByRole("button", { name: t("toImport.sync") })
      .first()
      .click();
    const dialog = app.getByRole("dialog");
    await dialog.getByLabel(t("sync.listOnly")).check();
    await step("2-sync");
    await dialog.getByRole("button", { name: t("sync.start") }).click();
    await app
      .getByRole("tab", { name: new RegExp(`${t("toImport.tab.ready")} \\([1-9]`) })
      .waitFor();
    await step("3-listed");

    await visit.follow(`/app/orders-to-import?q=${encodeURIComponent(ORDER)}`);
    await app
      .getByRole("row", { name: new RegExp(ORDER) })
      .getByRole("checkbox")
      .check({ force: true });
    await app.getByRole("button", { name: t("toImport.import"), exact: true }).click();
    await app.getByText(t("toImport.noneFound")).waitFor();

    await visit.follow(`/app/orders?q=${encodeURIComponent(ORDER)}`);
    await step("4-orders");
    await app.getByRole("link", { name: ORDER }).click();
    await app.getByText(t("order.next.ready")).waitFor();
    await app.getByText(t("proof.proved")).waitFor();
    await step("5-order");
    await app.getByRole("tab", { name: t("order.tab.preview") }).click();
    await app.getByText(t("order.preview.note")).waitFor();
    await step("6-preview");
    await app.getByRole("tab", { name: t("order.tab.order") }).click();

    await app
      .getByRole("button", { name: t("order.create") })
      .first()
      .click();
    const number = "SO-";
    const [before = ""] = t("order.next.created", {
      kind: t("state.kind.salesOrder"),
      number,
    }).split(number);
    await app.getByText(before).first().waitFor();
    await step("7-created");
    expect(visit.errors).toEqual([]);
    await visit.close();
  });
}
