import type { Page } from "playwright";

/** Adds each text within what Remix sends: lists of values that name each other by their places. */
function collect(sent: string, into: Set<string>): void {
  const add = (value: unknown): void => {
    if (typeof value === "string") into.add(value.trim());
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(add);
  };
  for (const line of sent.split("\n")) {
    try {
      add(JSON.parse(line.replace(/^[A-Z]\d+:/, "")));
    } catch {
      // The rest of a line that was cut.
    }
  }
}

/** What the app is told from now on, and the zones that a browser knows: all that a screen may show without having a text of its own for it. */
export async function dataOf(page: Page): Promise<ReadonlySet<string>> {
  const told = new Set<string>(Intl.supportedValuesOf("timeZone"));
  await page.route(/\.data(?:\?|$)/, async (route) => {
    try {
      const response = await route.fetch({ maxRedirects: 0 });
      const body = await response.text();
      collect(body, told);
      await route.fulfill({ response, body });
    } catch (error) {
      // The page was closed while it was asking.
      if (!/disposed|closed/.test(String(error))) throw error;
    }
  });
  return told;
}

/** Words of days, times and amounts as Intl writes them in English. */
const WRITTEN_BY_INTL =
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|\b[AP]M\b|\b[A-Z]{3}(?=\s?-?[\d.,]+\b)/g;
const BETWEEN = /\s*[,·:;()|/→–—•]\s*|\n/;

/** Whether it is data, or several pieces of data beside each other: a zip code and its city. */
function isTold(words: readonly string[], told: ReadonlySet<string>): boolean {
  return (
    words.length === 0 ||
    words.some(
      (_, at) => told.has(words.slice(0, at + 1).join(" ")) && isTold(words.slice(at + 1), told),
    )
  );
}

/** Whether there are words in this that no data holds. */
export function hasOwnWords(text: string, told: ReadonlySet<string>): boolean {
  const isData = (part: string): boolean =>
    !/\p{L}/u.test(part.replaceAll(WRITTEN_BY_INTL, "")) ||
    told.has(part) ||
    isTold(part.split(/\s+/), told);
  const whole = text.trim();
  const rest = whole.replace(/^[\s:·–]+/, "");
  return (
    !isData(whole) && !isData(rest) && !rest.split(BETWEEN).every((part) => isData(part.trim()))
  );
}
