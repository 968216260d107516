import { BlockStack, Box, Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { ordersScreen } from "#app/domain/orders/views/order-list.server.ts";
import { listAddress } from "#app/domain/orders/lists/orders-filter.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { useListParams } from "../list/list-params.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useDownload } from "../use-download.tsx";
import { shownColumns } from "./order-columns.tsx";
import { OrderFilters } from "./order-filters.tsx";
import { OrdersTable } from "./orders-table.tsx";
import { ViewBar } from "./view-bar.tsx";

/** Imported orders with their documents; bulk: create documents (which also tries failed ones again), sync from Shopify, amend. */
export function OrdersScreen({
  rows,
  cards,
  channels,
  saved,
  total,
  next,
  previous,
  none,
  loading,
}: Awaited<ReturnType<typeof ordersScreen>> & { loading: boolean }) {
  const { t, i18n } = useTranslation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  const download = useDownload({ name: "orders.csv", failed: "orders.exportFailed" });
  const sync = {
    content: t("toImport.sync"),
    url: withQuery(paths.ordersToImport, { sync: "1" }),
  };
  return (
    <Page
      title={t("orders.title")}
      fullWidth
      primaryAction={sync}
      secondaryActions={[
        {
          content: t("orders.export"),
          loading: download.busy,
          disabled: total === 0,
          onAction: () => {
            download.start(
              `${paths.ordersFile}?${listAddress(list.params)}&language=${i18n.language}`,
            );
          },
        },
        { content: t("refunds.title"), url: paths.refunds },
        { content: t("returns.title"), url: paths.returns },
        { content: t("giftCards.title"), url: paths.giftCards },
      ]}
    >
      <BlockStack gap="400">
        {download.failure}
        <Refusal outcome={outcome} />
        <Card padding="0">
          {none ? (
            <EmptyState heading={t("orders.empty")} image="" action={sync}>
              <p>{t("orders.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <OrderFilters cards={cards} channels={channels} saved={saved} loading={loading} />
              <Box padding="200">
                <ViewBar saved={saved} />
              </Box>
              <OrdersTable
                key={`${listAddress(list.params)}${list.params.get("after")}`}
                rows={rows}
                columns={shownColumns(list.params.get("cols"))}
                total={total}
                loading={loading || busy}
                pagination={list.pagination({ next, previous })}
                onAct={(intent, { chosen }) => {
                  act({ intent, chosen });
                }}
              />
            </>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
