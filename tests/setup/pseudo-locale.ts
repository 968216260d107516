import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { textsOf } from "#app/texts.server.ts";

// A language that nobody speaks, made from the English texts when it is needed: every letter has an accent, every text is longer by two fifths and stands in brackets.
// What is shown without them is written in the code; what is cut has too little room for another language.
// cspell:disable
const [OPEN, CLOSE] = ["⟦", "⟧"];
const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [..."aåeéiîoöuüyýAÅEÉIÎOÖUÜYÝcçnñsšCÇNÑSŠ"].flatMap((letter, at, all) =>
    at % 2 === 0 ? [[letter, all[at + 1] ?? letter]] : [],
  ),
);
// cspell:enable
/** Values and keys that a text is filled with, as the app writes them and as Polaris does. */
const FILLED = /(\$t\(\{\{.*?\}\}\)|\{\{.*?\}\}|\{\w+\})/;
const LONGER = 0.4;

/** The last word is longer, and words of usual length follow: a line can end between them. */
const filling = (length: number): string =>
  "~"
    .repeat(length)
    .replace(/^(~{4})(?=~)/, "$1 ")
    .replaceAll(/(~{6})(?=~)/g, "$1 ");

export function pseudo(text: string): string {
  const said = text
    .split(FILLED)
    .map((part, at) =>
      at % 2 === 1 ? part : part.replaceAll(/[a-zA-Z]/g, (letter) => ACCENTED[letter] ?? letter),
    )
    .join("");
  const letters = text.replaceAll(new RegExp(FILLED, "g"), "").length;
  return `${OPEN}${said}${filling(Math.ceil(letters * LONGER))}${CLOSE}`;
}

/** What a text says beside all that is in brackets. */
export function outsideOfBrackets(text: string): string {
  let depth = 0;
  let outside = "";
  for (const char of text) {
    if (char === OPEN) depth += 1;
    else if (char === CLOSE) depth -= 1;
    else if (depth === 0) outside += char;
  }
  return outside;
}

function everyText(texts: object): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, inner]: [string, string | object]) => [
      key,
      typeof inner === "string" ? pseudo(inner) : everyText(inner),
    ]),
  );
}

interface TextsInUse {
  files: Record<string, Record<string, string>>;
}

/**
 * A page that loads English texts gets these. They speak English until the page says otherwise (`window.pseudo`): the server has written the first screen in English, and
 * React compares.
 */
export async function speakPseudo(page: Page): Promise<void> {
  const { files } = JSON.parse(
    readFileSync("build/client/texts-in-use.json", "utf8"),
  ) as TextsInUse;
  const { app, polaris } = textsOf("en");
  const texts: Record<string, object> = { ...app, polaris };
  for (const [area, file] of Object.entries(files["en"] ?? {})) {
    const english = texts[area];
    if (!english) continue;
    await page.route(`**/${file}`, (route) =>
      route.fulfill({
        contentType: "text/javascript",
        headers: { "access-control-allow-origin": "*" },
        body: [
          `const both = (english, pseudo) => new Proxy(english, { get(_, key) {`,
          `  const own = english[key];`,
          `  if (typeof own === "string") return window.pseudo ? pseudo[key] : own;`,
          `  return typeof own === "object" && own !== null ? both(own, pseudo[key]) : own;`,
          `} });`,
          `export default both(${JSON.stringify(english)}, ${JSON.stringify(everyText(english))});`,
        ].join("\n"),
      }),
    );
  }
}

declare global {
  interface Window {
    pseudo?: boolean;
  }
}
