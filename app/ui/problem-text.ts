import { useTranslation } from "#app/i18n/use-translation.ts";
import { knownText } from "#app/i18n/known-text.ts";
import type { Translator } from "#app/i18n/translator.ts";
import { isRefusalText } from "#app/i18n/refusal-text.ts";
import { useShop } from "./shop-context.tsx";

/** A problem in plain words: what happened, why, what to do. A kind without texts is told by its own name, never by nothing. */
export const problemText =
  (i18n: Translator, timeZone: string) => (kind: string, params: unknown) => {
    const known = knownText(i18n);
    const stored =
      typeof params === "object" && params !== null ? (params as Record<string, unknown>) : {};
    // Coded sentences stand beside their English: the reader's language goes first.
    const { text: message, actionText } = stored;
    const inWords = (name: string, coded: unknown) =>
      isRefusalText(coded)
        ? { [name]: known("refusal", coded.code, String(stored[name]), coded.params) }
        : {};
    const values = {
      timeZone,
      // What a record does not have is no empty pair of quotation marks.
      ...Object.fromEntries(
        Object.entries(stored).map(([name, value]) => [name, value === "" ? "–" : value]),
      ),
      ...inWords("message", message),
      ...inWords("action", actionText),
    };
    const text = (part: "title" | "cause" | "action", otherwise: string) =>
      known("problem", `${kind}.${part}`, otherwise, values);
    return {
      title: text("title", i18n.t("unknownProblem.title", { kind })),
      cause: text("cause", i18n.t("unknownProblem.cause")),
      action: text("action", i18n.t("unknownProblem.action")),
    };
  };

/** The same in a screen, in the reader's language and the shop's time. */
export function useProblemText() {
  const { i18n } = useTranslation();
  return problemText(i18n, useShop().timeZone);
}
