import { useTranslation } from "react-i18next";

/** A problem in plain words: what happened, why, what to do. A kind without texts shows its own name, never nothing. */
export function useProblemText() {
  const { t } = useTranslation();
  return (kind: string, params: unknown) => {
    const values =
      typeof params === "object" && params !== null ? (params as Record<string, unknown>) : {};
    const text = (part: "title" | "cause" | "action", otherwise: string) =>
      t(`problem.${kind}.${part}`, { ...values, defaultValue: otherwise });
    return {
      title: text("title", t("unknownProblem.title", { kind })),
      cause: text("cause", t("unknownProblem.cause")),
      action: text("action", t("unknownProblem.action")),
    };
  };
}
