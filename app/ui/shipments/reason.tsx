import { BlockStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { fixLabel } from "../problems/fix-label.ts";
import { useReasonText } from "./use-reason-text.ts";
import type { ReasonView } from "#app/domain/problems/problem-view.ts";
import { paths } from "#app/lib/paths.ts";

interface Props {
  reason: ReasonView | null;
  /** The order whose page this is: no link leads to it. */
  here?: string;
  /** Its title only: in a list of many that wait for the same. */
  brief?: boolean;
}

/** Why something stands as it does, and what to do about it. */
export function Reason({ reason, here, brief = false }: Props) {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  if (!reason) return null;
  const text = reasonText(reason);
  const link =
    reason.fixPath && reason.fixPath !== (here ? paths.order(here) : null) ? reason.fixPath : null;
  return (
    <BlockStack gap="050" inlineAlign="start">
      <Text as="span" breakWord>
        {text.title}
      </Text>
      {brief ? null : (
        <>
          <Text as="span" tone="subdued" breakWord>
            {text.cause}
          </Text>
          <Text as="span" tone="subdued" breakWord>
            {text.action}
          </Text>
        </>
      )}
      {link ? <Link url={link}>{t(fixLabel(link))}</Link> : null}
    </BlockStack>
  );
}
