import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OwnClicks } from "../list/own-clicks.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { ExportRow } from "#app/domain/invoice-export/views/export-screen.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** How far an invoice is, S1's code where it has one, and why. */
export function ExportedState({ row }: { row: ExportRow }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const { state, reason, detail, status, taskId } = row;
  return (
    <BlockStack gap="100" inlineAlign="start">
      <InlineStack gap="200" blockAlign="center">
        <StateBadge group="export" value={state} />
        {state === "failed" || state === "excluded" ? (
          <Text as="span" tone="subdued">
            {t(`exportedInvoices.code.${state}`)}
          </Text>
        ) : null}
      </InlineStack>
      {reason === null ? null : (
        <Text as="span" breakWord>
          {known("exportedInvoices.reason", reason, reason, { detail })}
        </Text>
      )}
      {row.waitsForRest ? (
        <Text as="span" tone="subdued">
          {t("exportedInvoices.waitsForRest")}
        </Text>
      ) : null}
      {state === "exported" && (status === "cancelled" || status === "reopened") ? (
        <Text as="span" tone="subdued">
          {t("exportedInvoices.erpCancelled")}
        </Text>
      ) : null}
      {taskId === null ? null : (
        <OwnClicks>
          <Link url={withQuery(paths.tasks, { state: "attention" })}>
            {t("exportedInvoices.openTask")}
          </Link>
        </OwnClicks>
      )}
    </BlockStack>
  );
}
