import type { FieldError } from "#app/i18n/field-error.ts";
import { wrongParts } from "#app/i18n/field-error.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import type { TokenProblem } from "./tag-token.ts";
import { typedTokenProblems } from "./tag-token.ts";

const TEXTS = {
  emptyPart: "sync.error.tokenEmpty",
  bareAt: "sync.error.tokenBareAt",
  misplacedSign: "sync.error.tokenSign",
  onlyStars: "sync.error.tokenStars",
  contradicts: "sync.error.tokenAgainst",
} as const satisfies Record<TokenProblem, TextKey>;

/** All tokens that mean nothing, with what to type instead; null when each means something. */
export function tokenErrors(tokens: readonly string[]): FieldError | null {
  const found = typedTokenProblems(tokens).map(({ token, problem }) => ({
    token,
    text: TEXTS[problem],
  }));
  if (found.length === 0) return null;
  return [...new Set(found.map(({ text }) => text))].map((text) =>
    wrongParts(
      text,
      found.flatMap((one) => (one.text === text ? one.token : [])),
    ),
  );
}
