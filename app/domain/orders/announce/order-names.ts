/** What a pasted list of order names holds: names to look up, and what is no order name, each said. */
export interface PastedNames {
  names: string[];
  malformed: { text: string; why: "tooLong" | "badCharacters" }[];
  tooMany: number;
}

const MOST = 500;
const LONGEST = 40;

/** Names apart by comma, semicolon, tab or line end; doubles count once. `#1001`, `1001` and `SHOP-1001-A` are names; quotes and search syntax are not. */
export function parseOrderNames(text: string): PastedNames {
  const parts = [
    ...new Set(
      text
        .split(/[\n\r,;\t]+/)
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    ),
  ];
  const result: PastedNames = {
    names: [],
    malformed: [],
    tooMany: Math.max(0, parts.length - MOST),
  };
  for (const part of parts.slice(0, MOST)) {
    if (part.length > LONGEST)
      result.malformed.push({ text: `${part.slice(0, LONGEST)}…`, why: "tooLong" });
    else if (!/^#?[\p{L}\p{N}][\p{L}\p{N}._/ -]*$/u.test(part))
      result.malformed.push({ text: part, why: "badCharacters" });
    else result.names.push(part);
  }
  return result;
}

/** Search string for one page of names. The search is looser than equality: compare what comes back with `sameName`. */
export const namesQuery = (names: readonly string[]): string =>
  names.map((name) => `name:'${name}'`).join(" OR ");

/** Does an order's name answer a pasted one? With or without "#", whatever the case. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string => name.trim().replace(/^#/, "").toLowerCase();
