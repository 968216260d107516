import { BlockStack, Link, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OwnClicks } from "../list/own-clicks.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { CustomerRow } from "#app/domain/customers/views/customers-screen.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** What a link between two customers would settle. */
const LINKED = new Set(["emailTaken", "phoneTaken", "noCreation"]);

/** How far a customer is, why, and where the cause is set right. */
export function CustomerState({ row: { state, reason, detail, taskId } }: { row: CustomerRow }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const link = (url: string, text: string) => (
    <OwnClicks>
      <Link url={url}>{text}</Link>
    </OwnClicks>
  );
  return (
    <BlockStack gap="100" inlineAlign="start">
      <StateBadge group="customer" value={state} />
      {reason === null ? null : (
        <Text as="span" breakWord>
          {known("customers.reason", reason, reason, { detail: detail || "–" })}
        </Text>
      )}
      {reason !== null && LINKED.has(reason)
        ? link(paths.mapping("customers"), t("customers.link"))
        : null}
      {taskId === null
        ? null
        : link(withQuery(paths.tasks, { state: "attention" }), t("customers.openTask"))}
    </BlockStack>
  );
}
