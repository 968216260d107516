import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Outcome } from "./outcome.ts";

/** Why something was not done, where the person is. Read out at once. */
export function Refusal({ outcome }: { outcome: Outcome | undefined }) {
  const { t } = useTranslation();
  if (outcome?.refused === undefined) return null;
  return (
    <div role="alert">
      <Banner tone="warning" title={t(outcome.refused, { ...outcome.params })}>
        {outcome.words ? <Text as="p" breakWord>{outcome.words}</Text> : null}
      </Banner>
    </div>
  );
}
