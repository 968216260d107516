import { BlockStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../problem-text.ts";

export interface ReasonView {
  kind: string;
  params: unknown;
  fixPath: string | null;
}

/** Why something stands as it does, and what to do about it. */
export function Reason({ reason }: { reason: ReasonView | null }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  if (!reason) return null;
  const text = problemText(reason.kind, reason.params);
  return (
    <BlockStack gap="050" inlineAlign="start">
      <Text as="span" breakWord>{text.title}</Text>
      <Text as="span" tone="subdued" breakWord>{text.cause} {text.action}</Text>
      {reason.fixPath ? <Link url={reason.fixPath}>{t("shipments.openFix")}</Link> : null}
    </BlockStack>
  );
}
