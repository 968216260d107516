import { BlockStack, Card, EmptyState, Link, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OnlyOrder } from "../list/only-order.tsx";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { RecordTable } from "../list/record-table.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { ReturnRow } from "#app/domain/returns/views/return-list.server.ts";
import { paths } from "#app/lib/paths.ts";

const TABS = ["all", "requested", "open", "closed", "ended", "exchanges"] as const;

/** Returns of imported orders, for information: how many units come back, are there, and were paid back. */
export function ReturnsScreen({
  rows,
  counts,
  next,
  previous,
  loading,
}: {
  rows: ReturnRow[];
  counts: Record<(typeof TABS)[number], number>;
  next: string | null;
  previous: string | null;
  loading: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListParams();
  return (
    <Page
      title={t("returns.title")}
      subtitle={t("returns.subtitle")}
      fullWidth
      backAction={{ content: t("orders.title"), url: paths.orders }}
      secondaryActions={[{ content: t("refunds.title"), url: paths.refunds }]}
    >
      <BlockStack gap="400">
        <OnlyOrder text={t("returns.onlyOrder")} />
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState
              heading={t("returns.empty")}
              image=""
              action={{ content: t("toImport.openOrders"), url: paths.orders }}
            >
              <p>{t("returns.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <ListFilters
                param="state"
                tabs={TABS.map((id) => ({ id, label: t(`returns.tab.${id}`), count: counts[id] }))}
                placeholder={t("returns.search")}
                loading={loading}
              />
              <RecordTable
                rows={rows}
                keyOf={({ id }) => id}
                one={t("returns.one")}
                many={t("returns.many")}
                none={{ title: t("returns.noneFound"), help: t("toImport.noneFoundHelp") }}
                loading={loading}
                pagination={list.pagination({ next, previous })}
                columns={[
                  {
                    id: "name",
                    title: t("returns.column.name"),
                    cell: (row) => (
                      <Link url={paths.return(row.id)} dataPrimaryLink monochrome removeUnderline>
                        <Text as="span" fontWeight="semibold">
                          {row.name}
                        </Text>
                      </Link>
                    ),
                  },
                  {
                    id: "order",
                    title: t("common.order"),
                    cell: (row) => <Link url={paths.order(row.orderId)}>{row.orderName}</Link>,
                  },
                  { id: "at", title: t("common.date"), cell: (row) => format.time(row.at) },
                  {
                    id: "status",
                    title: t("common.state"),
                    cell: (row) => <StateBadge group="return" value={row.status} />,
                  },
                  ...(["quantity", "processed", "refunded", "exchanged"] as const).map((id) => ({
                    id,
                    title: t(`returns.column.${id}`),
                    end: true,
                    cell: (row: ReturnRow) => format.count(row[id]),
                  })),
                ]}
              />
            </>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
