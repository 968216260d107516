import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { RefusalText } from "#app/i18n/refusal-text.ts";

/** What explains a refusal: an adapter's coded sentences, or what an ERP or Shopify said in its own words. */
export type Words = string | RefusalText[];

/** Words in the reader's language. */
export function useWords() {
  const { t } = useTranslation();
  const known = useKnownText();
  return (words: Words): string =>
    typeof words === "string"
      ? words
      : words
          .map(({ code, params }) => known("refusal", code, t("unknownProblem.cause"), params))
          .join(" ");
}
