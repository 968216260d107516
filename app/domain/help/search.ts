/** Something that can be found: a page of the handbook or a setting. */
export interface Findable {
  title: string;
  text: string;
}

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Those with every word asked for, in title or text, whatever case and accents; those with all of them in the title first. */
export function found<T extends Findable>(all: readonly T[], asked: string): T[] {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const every = (text: string): boolean => words.every((word) => text.includes(word));
  const inTitle = (each: T): boolean => every(plain(each.title));
  return all
    .filter((each) => every(plain(`${each.title}\n${each.text}`)))
    .sort((a, b) => Number(inTitle(b)) - Number(inTitle(a)));
}

/** The part of a text around the first word asked for. */
export function excerpt(text: string, asked: string, length = 160): string {
  const [word = ""] = plain(asked).split(/\s+/).filter(Boolean);
  const lines = text.split("\n");
  const line = lines.find((each) => plain(each).includes(word)) ?? lines[0] ?? "";
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
