import type { FieldError } from "#app/i18n/field-error.ts";
import { Banner, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Outcome } from "./outcome.ts";
import { useProblemText } from "./problem-text.ts";
import { useWords } from "./words.ts";

/** Why something was not done. Read out at once, and the focus moves to it: it may stand far from the button that was pressed. */
export function Refusal({ outcome }: { outcome: Outcome<FieldError> | undefined }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const inWords = useWords();
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome?.refused !== undefined) banner.current?.focus();
  }, [outcome]);
  if (outcome?.refused === undefined) return null;
  const why = outcome.problem ? problemText(outcome.problem.kind, outcome.problem.params) : null;
  // Without a word more the banner has no body: Polaris would draw an empty one.
  const said = [
    ...(why ? [`${why.title}. ${why.cause} ${why.action}`] : []),
    ...(outcome.words ? [inWords(outcome.words)] : []),
  ];
  return (
    <div role="alert" ref={banner} tabIndex={-1}>
      <Banner tone="critical" title={t(outcome.refused, { ...outcome.params })}>
        {said.length > 0
          ? said.map((paragraph, index) => (
              <Text as="p" key={String(index)} breakWord>
                {paragraph}
              </Text>
            ))
          : undefined}
      </Banner>
    </div>
  );
}
