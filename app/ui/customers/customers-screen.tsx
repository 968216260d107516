import { BlockStack, Card, EmptyState, Page, Tabs } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { Refusal } from "../refusal.tsx";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { CustomersBanner, settingOf } from "./customers-banner.tsx";
import { CustomersTable } from "./customers-table.tsx";
import { useCustomers } from "./use-customers.ts";
import type { CustomersScreenData } from "#app/domain/customers/views/customers-screen.server.ts";

const TABS = ["all", "waiting", "done", "excluded", "failed", "gone"] as const;
const WAYS = ["toErp", "toShopify"] as const;

/** Customers that changed on one side, each way: which the other side has, which not, and why. */
export function CustomersScreen({
  rows,
  counts,
  next,
  previous,
  loading,
  ...exchange
}: CustomersScreenData & { loading: boolean }) {
  const { t } = useTranslation();
  const list = useListParams();
  const { way, on, sending } = exchange;
  const customers = useCustomers(way);
  const { act, busy } = customers;
  useRefreshWhile(on && rows.some(({ state }) => state === "waiting" || state === "sending"));
  const does = (content: string, body: Parameters<typeof act>[0]) => ({
    content,
    disabled: busy,
    onAction: () => {
      act(body);
    },
  });
  return (
    <Page
      title={t("customers.title")}
      subtitle={t("customers.subtitle")}
      fullWidth
      secondaryActions={[
        ...(on && way === "toShopify" ? [does(t("customers.readNow"), { intent: "read" })] : []),
        ...(on && sending ? [does(t("customers.stop"), { intent: "stop", way })] : []),
        { content: t("customers.settings"), url: settingOf(way) },
      ]}
    >
      <BlockStack gap="400">
        <Tabs
          tabs={WAYS.map((id) => ({
            id: `way-${id}`,
            content: t(`customers.way.${id}`),
            panelID: "customers",
          }))}
          selected={WAYS.indexOf(way)}
          onSelect={(index) => {
            list.show(index === 0 ? "" : `way=${WAYS[index] ?? ""}`);
          }}
        />
        <Refusal outcome={customers.outcome} />
        <CustomersBanner {...exchange} customers={customers} />
        <div id="customers">
          <Card padding="0">
            {counts.all === 0 ? (
              <EmptyState heading={t("customers.empty")} image="">
                <p>{t("customers.emptyHelp")}</p>
              </EmptyState>
            ) : (
              <>
                <ListFilters
                  key={way}
                  param="state"
                  tabs={TABS.map((id) => ({
                    id,
                    label: t(`customers.tab.${id}`),
                    count: counts[id],
                  }))}
                  placeholder={t("customers.search")}
                  loading={loading}
                />
                <CustomersTable
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
        </div>
      </BlockStack>
    </Page>
  );
}
