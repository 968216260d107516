import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";
import { isRefusalText } from "#app/i18n/refusal-text.ts";
import { useShop } from "./shop-context.tsx";

/** A problem in plain words: what happened, why, what to do. A kind without texts shows its own name, never nothing. */
export function useProblemText() {
  const { t } = useTranslation();
  const known = useKnownText();
  const { timeZone } = useShop();
  return (kind: string, params: unknown) => {
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
      title: text("title", t("unknownProblem.title", { kind })),
      cause: text("cause", t("unknownProblem.cause")),
      action: text("action", t("unknownProblem.action")),
    };
  };
}
