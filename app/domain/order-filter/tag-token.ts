/**
 * One token of a tag filter (SET-17), as merchants know it from the peer's order sync: `*` stands for any text, `@` before the rest makes it ignore
 * case, `!` or `<>` before all of it means "without", `|` between parts means "one or the other". `@*gift*` finds gift in any tag, in any case.
 */
export function meetsTag(token: string, tags: readonly string[]): boolean {
  // Stored before tokens were checked: it lets no order through, and the order says which token.
  if (tagTokenProblem(token) !== null) return false;
  const { without, parts } = partsOf(token);
  return parts.some((part) => hasTag(part, tags)) !== without;
}

export const TOKEN_PROBLEMS = [
  "emptyPart",
  "bareAt",
  "misplacedSign",
  "onlyStars",
  "contradicts",
] as const;
export type TokenProblem = (typeof TOKEN_PROBLEMS)[number];

/** What is wrong with each of the tokens that are typed together; those that are stored already keep what they mean. */
export function typedTokenProblems(
  tokens: readonly string[],
): { token: string; problem: TokenProblem }[] {
  const negated = new Set(tokens.map(partsOf).flatMap((one) => (one.without ? [key(one)] : [])));
  return tokens.flatMap((token) => {
    const parsed = partsOf(token);
    const problem =
      tagTokenProblem(token) ??
      (parsed.parts.some((part) => /^@?[*\s]+$/.test(part))
        ? "onlyStars"
        : !parsed.without && negated.has(key(parsed))
          ? "contradicts"
          : null);
    return problem === null ? [] : [{ token, problem }];
  });
}

const key = ({ parts }: { parts: string[] }): string => [...parts].sort().join("|");

/** What is wrong with a token, or null: an empty part would let every order through, or none; a sign in the wrong place would be taken for text. */
export function tagTokenProblem(
  token: string,
): Exclude<TokenProblem, "onlyStars" | "contradicts"> | null {
  const { parts } = partsOf(token);
  const texts = parts.map((part) => part.replace(/^@/, "").trim());
  if (parts.some((part, index) => part.startsWith("@") && texts[index] === "")) return "bareAt";
  if (texts.includes("")) return "emptyPart";
  return texts.some((text) => /^(?:!|<>)/.test(text)) ? "misplacedSign" : null;
}

function partsOf(token: string): { without: boolean; parts: string[] } {
  const typed = token.trim();
  const sign = ["!", "<>"].find((prefix) => typed.startsWith(prefix));
  return {
    without: sign !== undefined,
    parts: typed
      .slice(sign?.length ?? 0)
      .split("|")
      .map((part) => part.trim()),
  };
}

function hasTag(part: string, tags: readonly string[]): boolean {
  const anyCase = part.startsWith("@");
  const fold = (text: string): string => (anyCase ? text.toLowerCase() : text);
  const pattern = fold(anyCase ? part.slice(1).trim() : part);
  // Brackets are the peer's way to name a whole tag (I-8): `*[gift]*`.
  return (
    tags.some((tag) => likeText(fold(tag), pattern)) ||
    (pattern.includes("[") && likeText(fold(tagText(tags)), pattern))
  );
}

/** I-8: tags as one text, each in square brackets, one blank between. */
const tagText = (tags: readonly string[]): string => tags.map((tag) => `[${tag}]`).join(" ");

/** `*` in the pattern stands for any text; without regular expressions, so that no pattern can be slow. */
function likeText(text: string, pattern: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
