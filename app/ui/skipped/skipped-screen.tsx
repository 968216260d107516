import { BlockStack, Card, EmptyState, Link, Page, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { RecordTable } from "../list/record-table.tsx";
import { useActorText } from "../order/actor-text.ts";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";
import { paths } from "#app/lib/paths.ts";
import { SKIPPED_KINDS } from "#app/domain/skipped/kinds.ts";
import type { skippedScreen } from "#app/domain/attention/views/skipped-list.server.ts";

type Skipped = Awaited<ReturnType<typeof skippedScreen>>;

/** What was left out, why, by whom and when; each leads to the record and its order (TSK-4). */
export function SkippedScreen({
  rows,
  counts,
  next,
  previous,
  loading,
}: Skipped & { loading: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListParams();
  const problemText = useProblemText();
  const actorText = useActorText();
  const reason = (row: Skipped["rows"][number]) => {
    if (row.reason === null) return null;
    const text = problemText(row.reason.kind, row.reason.params);
    return (
      <BlockStack>
        <Text as="span" breakWord>
          {text.title}
        </Text>
        <Text as="span" tone="subdued" breakWord>
          {text.cause}
        </Text>
        {row.what === "order" ? (
          <Text as="span" tone="subdued" breakWord>
            {text.action}
          </Text>
        ) : null}
      </BlockStack>
    );
  };
  return (
    <Page
      title={t("skipped.title")}
      subtitle={t("skipped.subtitle")}
      backAction={{ content: t("tasks.title"), url: paths.tasks }}
      fullWidth
    >
      <Card padding="0">
        {(counts["all"] ?? 0) === 0 ? (
          <EmptyState heading={t("skipped.empty")} image="">
            <p>{t("skipped.emptyHelp")}</p>
          </EmptyState>
        ) : (
          <>
            <ListFilters
              param="what"
              tabs={(["all", ...SKIPPED_KINDS] as const).map((id) => ({
                id,
                label: t(`skipped.tab.${id}`),
                count: counts[id] ?? 0,
              }))}
              placeholder={t("skipped.search")}
              loading={loading}
              appliedFilters={
                list.params.has("order")
                  ? [
                      {
                        key: "order",
                        label: t("tasks.only.order"),
                        onRemove: () => {
                          list.change({ order: null });
                        },
                      },
                    ]
                  : []
              }
              onClearAll={() => {
                list.change({ order: null });
              }}
            />
            <RecordTable
              rows={rows}
              keyOf={(row) => row.id}
              loading={loading}
              one={t("skipped.one")}
              many={t("skipped.many")}
              none={{ title: t("skipped.noneFound"), help: t("toImport.noneFoundHelp") }}
              columns={[
                {
                  id: "record",
                  title: t("skipped.column.record"),
                  cell: (row) => <RecordName row={row} />,
                },
                {
                  id: "order",
                  title: t("skipped.column.order"),
                  cell: (row) =>
                    row.order ? (
                      <Link url={paths.order(row.order.id)}>{row.order.name}</Link>
                    ) : null,
                },
                { id: "reason", title: t("skipped.column.reason"), cell: reason },
                { id: "by", title: t("skipped.column.by"), cell: (row) => actorText(row.by) },
                { id: "at", title: t("skipped.column.at"), cell: (row) => format.time(row.at) },
              ]}
              pagination={list.pagination({ next, previous })}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

/** "Shipment SHP-1"; a task is named by what it was to do, for what. */
function RecordName({ row }: { row: Skipped["rows"][number] }) {
  const known = useKnownText();
  const kind = (row.reason?.params as { task?: unknown } | undefined)?.task;
  const what =
    row.what === "task" && typeof kind === "string"
      ? known("tasks.kind", kind, kind)
      : known("skipped.what", row.what, row.what);
  const name = `${what} ${row.number}`.trim();
  return row.path === null ? (
    <Text as="span" fontWeight="semibold" breakWord>
      {name}
    </Text>
  ) : (
    <Link url={row.path} dataPrimaryLink>
      {name}
    </Link>
  );
}
