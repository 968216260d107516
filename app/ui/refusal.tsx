import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Outcome } from "./outcome.ts";
import { useProblemText } from "./problem-text.ts";
import { useWords } from "./words.ts";

/** Why something was not done, where the person is. Read out at once. */
export function Refusal({ outcome }: { outcome: Outcome | undefined }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const inWords = useWords();
  if (outcome?.refused === undefined) return null;
  const why = outcome.problem ? problemText(outcome.problem.kind, outcome.problem.params) : null;
  return (
    <div role="alert">
      <Banner tone="warning" title={t(outcome.refused, { ...outcome.params })}>
        {why ? (
          <Text as="p" breakWord>
            {why.title}. {why.cause} {why.action}
          </Text>
        ) : null}
        {outcome.words ? (
          <Text as="p" breakWord>
            {inWords(outcome.words)}
          </Text>
        ) : null}
      </Banner>
    </div>
  );
}
