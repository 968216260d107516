import {
  BlockStack,
  Box,
  Button,
  Collapsible,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
  type PaginationProps,
} from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useActorText } from "../order/actor-text.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { paths } from "#app/lib/paths.ts";
import type { LogEntry } from "#app/domain/logs/views/log-entry.ts";

const ISO = /^\d{4}-\d\d-\d\dT/;

export function LogTable({
  entries,
  filtered,
  loading,
  pagination,
}: {
  entries: LogEntry[];
  filtered: boolean;
  loading: boolean;
  pagination: PaginationProps;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const { smDown } = useBreakpoints();
  const what = (entry: LogEntry) =>
    entry.group === "run"
      ? known("runs.kind", entry.what, entry.what)
      : entry.group === "webhook"
        ? known("logs.topic", entry.what, entry.what)
        : entry.what;
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      loading={loading}
      itemCount={entries.length}
      resourceName={{ singular: t("logs.one"), plural: t("logs.many") }}
      headings={[
        { title: t("logs.column.time") },
        { title: t("logs.column.what") },
        { title: t("logs.column.state") },
        { title: t("logs.column.details") },
      ]}
      emptyState={
        <EmptySearchResult
          title={t(filtered ? "logs.noneFound" : "logs.empty")}
          description={t(filtered ? "toImport.noneFoundHelp" : "logs.emptyHelp")}
          withIllustration
        />
      }
      pagination={pagination}
    >
      {entries.map((entry, index) => (
        <IndexTable.Row key={entry.id} id={entry.id} position={index}>
          {smDown ? (
            <Box padding="300" width="100%">
              <BlockStack gap="100">
                <InlineStack align="space-between" gap="200">
                  <Text as="span" fontWeight="semibold" breakWord>
                    {what(entry)}
                  </Text>
                  <StateBadge group={entry.group} value={entry.state} />
                </InlineStack>
                <Text as="span" tone="subdued">
                  {format.time(entry.at)}
                </Text>
                <Facts entry={entry} />
              </BlockStack>
            </Box>
          ) : (
            <>
              <IndexTable.Cell>{format.time(entry.at)}</IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="span" fontWeight="semibold">
                  {what(entry)}
                </Text>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <StateBadge group={entry.group} value={entry.state} />
              </IndexTable.Cell>
              <IndexTable.Cell>
                <div style={{ whiteSpace: "normal" }}>
                  <Facts entry={entry} />
                </div>
              </IndexTable.Cell>
            </>
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Facts({ entry }: { entry: LogEntry }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const actorText = useActorText();
  const shown = ({ key, value, orderId }: LogEntry["facts"][number]) => {
    if (orderId) return <Link url={paths.order(orderId)}>{value}</Link>;
    if (key === "trigger") return known("logs.trigger", value, value);
    if (key === "startedBy") return actorText(value);
    return ISO.test(value) ? format.time(value) : value;
  };
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Text as="span" tone="subdued" breakWord>
        {entry.facts.map((fact, index) => (
          <span key={fact.key}>
            {index > 0 ? format.between : ""}
            {known("logs.fact", fact.key, fact.key)}: {shown(fact)}
          </span>
        ))}
      </Text>
      {entry.details ? (
        <>
          <Button
            variant="plain"
            ariaExpanded={open}
            ariaControls={`details-${entry.id}`}
            onClick={() => {
              setOpen(!open);
            }}
            accessibilityLabel={t("logs.detailsOf", {
              what: entry.what,
              at: format.time(entry.at),
            })}
          >
            {t("logs.details")}
          </Button>
          <Collapsible id={`details-${entry.id}`} open={open}>
            <pre className="keep-lines">{entry.details}</pre>
          </Collapsible>
        </>
      ) : null}
    </BlockStack>
  );
}
