import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";

/** A problem in plain words: what happened, why, what to do. A kind without texts shows its own name, never nothing. */
export function useProblemText() {
  const { t } = useTranslation();
  const known = useKnownText();
  return (kind: string, params: unknown) => {
    const values =
      typeof params === "object" && params !== null ? (params as Record<string, unknown>) : {};
    const text = (part: "title" | "cause" | "action", otherwise: string) =>
      known("problem", `${kind}.${part}`, otherwise, values);
    return {
      title: text("title", t("unknownProblem.title", { kind })),
      cause: text("cause", t("unknownProblem.cause")),
      action: text("action", t("unknownProblem.action")),
    };
  };
}
