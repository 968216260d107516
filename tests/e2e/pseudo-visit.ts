import type { BrowserStack } from "#tests/setup/browser-stack.ts";
import { dataOf, hasOwnWords } from "#tests/setup/data-words.ts";
import { outsideOfBrackets, speakPseudo } from "#tests/setup/pseudo-locale.ts";
import { shownTexts } from "#tests/setup/shown-texts.ts";

/** The app in the pseudo-locale. */
export interface PseudoVisit {
  /** What a screen shows that is no text of the app and no data, and what of its texts is cut, at each of these widths. */
  flaws(path: string, widths: readonly number[]): Promise<string[]>;
}

export async function openPseudo(stack: BrowserStack): Promise<PseudoVisit> {
  let told: ReadonlySet<string> = new Set();
  const visit = await stack.open("/app/help", {
    prepare: async (page) => {
      told = await dataOf(page);
      await speakPseudo(page);
    },
  });
  const frame = visit.page.frame({ name: "app-iframe" });
  if (!frame) throw new Error("the admin has no frame with the app");
  await frame.evaluate(() => {
    window.pseudo = true;
  });
  return {
    async flaws(path, widths) {
      await visit.follow(path);
      const found = new Set<string>();
      for (const width of widths) {
        await visit.resize(width);
        for (const { text, at, cut } of await shownTexts(frame)) {
          const own = outsideOfBrackets(text);
          if (hasOwnWords(own, told)) found.add(`written in the code: ${text} (${at})`);
          if (cut && own !== text) found.add(`cut at ${width}: ${text} (${at})`);
        }
      }
      return [...found, ...visit.errors.splice(0)];
    },
  };
}
