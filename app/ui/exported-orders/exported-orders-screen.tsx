import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { useScope } from "../use-scope.ts";
import { OrdersBanner } from "./orders-banner.tsx";
import { OrdersTable } from "./orders-table.tsx";
import type { OrdersScreenData } from "#app/domain/order-export/views/orders-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

/** Customers that Shopify does not have yet are created: that takes a permission. */
const SCOPE = "write_customers";
const TABS = ["all", "waiting", "exported", "excluded", "failed"] as const;

/** Sales orders made in the ERP: which became an order of Shopify, which did not, and why. */
export function ExportedOrdersScreen({
  rows,
  counts,
  next,
  previous,
  loading,
  ...sync
}: OrdersScreenData & { loading: boolean }) {
  const { t } = useTranslation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  const { ask, asking, declined } = useScope(SCOPE);
  useRefreshWhile(sync.on && rows.some(({ state }) => state === "waiting" || state === "sending"));
  const settings = {
    content: t("exportedOrders.settings"),
    url: paths.setting("exportOrders"),
  };
  const does = (intent: "read" | "stop", content: string) => ({
    content,
    disabled: busy,
    onAction: () => {
      act({ intent });
    },
  });
  return (
    <Page
      title={t("exportedOrders.title")}
      subtitle={t("exportedOrders.subtitle")}
      fullWidth
      secondaryActions={[
        ...(sync.on ? [does("read", t("exportedOrders.readNow"))] : []),
        ...(sync.on && sync.sending ? [does("stop", t("exportedOrders.stop"))] : []),
        settings,
      ]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <OrdersBanner
          {...sync}
          busy={busy || asking}
          declined={declined}
          onSend={() => {
            ask(() => {
              act({ intent: "send" });
            });
          }}
        />
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState heading={t("exportedOrders.empty")} image="">
              <p>{t("exportedOrders.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <ListFilters
                param="state"
                tabs={TABS.map((id) => ({
                  id,
                  label: t(`exportedOrders.tab.${id}`),
                  count: counts[id],
                }))}
                placeholder={t("exportedOrders.search")}
                loading={loading}
              />
              <OrdersTable
                rows={rows}
                loading={loading}
                pagination={list.pagination({ next, previous })}
                onRetry={({ ids }) => {
                  act({ intent: "retry", ids });
                }}
              />
            </>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
