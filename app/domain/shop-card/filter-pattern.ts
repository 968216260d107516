/**
 * Filter texts as in the peer's order sync: `*` any text, `?` one character, `@` in front: upper and lower case alike, `|` one or the other,
 * `&` both, `<>` in front: not. Without tokens the whole text must be equal. So `@*tag1*` finds tag1 anywhere, in any case.
 */

/** I-8: tags as one text, each in square brackets, one blank between. */
export const tagText = (tags: readonly string[]): string => tags.map((tag) => `[${tag}]`).join(" ");

/** Name of what is wrong with a pattern, or null. */
export function patternProblem(pattern: string): "emptyPart" | "bareAt" | null {
  if (pattern === "") return null;
  const parts = pattern.split(/[|&]/).map((part) => part.trim());
  if (parts.some((part) => part === "")) return "emptyPart";
  return parts.some((part) => part.replace(/^<>/, "") === "@") ? "bareAt" : null;
}

export function matchesPattern(pattern: string, text: string): boolean {
  return pattern.split("|").some((any) => any.split("&").every((part) => matchesPart(part.trim(), text)));
}

function matchesPart(part: string, text: string): boolean {
  if (part.startsWith("<>")) return !matchesPart(part.slice(2), text);
  const ignoreCase = part.startsWith("@");
  const fold = (value: string): string => (ignoreCase ? value.toLocaleLowerCase("en") : value);
  return wildcard([...fold(ignoreCase ? part.slice(1) : part)], [...fold(text)]);
}

/** Wildcards without a regular expression: linear memory, no backtracking blow-up on hostile patterns. */
function wildcard(pattern: readonly string[], text: readonly string[]): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < text.length) {
    if (at < pattern.length && pattern[at] !== "*" && (pattern[at] === "?" || pattern[at] === text[from])) {
      at += 1;
      from += 1;
    } else if (pattern[at] === "*") {
      star = at;
      mark = from;
      at += 1;
    } else if (star >= 0) {
      at = star + 1;
      mark += 1;
      from = mark;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
