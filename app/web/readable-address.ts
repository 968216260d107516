import { isDay } from "#app/lib/day.ts";
import { cursorIsReadable } from "#app/lib/paging.ts";
import { isText } from "#app/lib/text-check.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** Longer than anything that a page of the app puts into an address. */
const MOST_LENGTH = 4_000;

/** What a name means in the address of any page, and what may stand there. */
const MEANING: Record<string, { fits: (value: string) => boolean; else: string }> = {
  ...each(["after", "before"], cursorIsReadable, "The address names no page of this list."),
  ...each(["task", "run", "connection"], isUuid, "The address names no record."),
  // Days of a log, or versions of an order.
  ...each(["from", "to"], (value) => isDay(value) || isUuid(value), "The address names no day."),
};

function each(names: string[], fits: (value: string) => boolean, otherwise: string) {
  return Object.fromEntries(names.map((name) => [name, { fits, else: otherwise }]));
}

/** What keeps an address from being one of the app's; undefined when nothing does. `params` are the parts of its path. */
export function unreadable(
  url: URL,
  params: Readonly<Record<string, string | undefined>>,
): string | undefined {
  for (const [name, value = ""] of [...url.searchParams, ...Object.entries(params)]) {
    if (!isText(name) || !isText(value)) return "The address holds characters that are no text.";
    if (value.length > MOST_LENGTH) return "The address is too long.";
  }
  for (const [name, value] of url.searchParams) {
    const meaning = Object.hasOwn(MEANING, name) ? MEANING[name] : undefined;
    if (meaning && value !== "" && !meaning.fits(value)) return meaning.else;
  }
  return undefined;
}
