import { BlockStack, Card, Page, Tabs } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { Refusal } from "../refusal.tsx";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { ItemsBanner, settingOf } from "./items-banner.tsx";
import { ItemsTable } from "./items-table.tsx";
import { useItems } from "./use-items.ts";
import type { ItemsScreenData } from "#app/domain/items/views/items-screen.server.ts";

const TABS = ["ready", "working", "failed", "excluded", "done", "gone"] as const;
const WAYS = ["toErp", "toShopify"] as const;

/** Products that the ERP can get items for, and items that Shopify can get products for: what would be created, what was, and why not. */
export function ItemsScreen({
  rows,
  counts,
  found,
  tab,
  q,
  next,
  previous,
  loading,
  ...exchange
}: ItemsScreenData & { loading: boolean }) {
  const { t } = useTranslation();
  const list = useListParams();
  const { way, on, progress, reading, readAt } = exchange;
  const items = useItems(exchange);
  useRefreshWhile(on && (progress !== null || reading || readAt === null || counts.working > 0));
  const address = list.params.toString();
  const all =
    on && tab === "ready" && found > 0
      ? {
          count: found,
          create: () => {
            items.create({ all: address });
          },
        }
      : null;
  return (
    <Page
      title={t("items.title")}
      subtitle={t("items.subtitle")}
      fullWidth
      secondaryActions={[
        ...(on
          ? [
              {
                content: t("items.checkNow"),
                disabled: items.busy || reading,
                onAction: () => {
                  items.act({ intent: "check" });
                },
              },
            ]
          : []),
        { content: t("items.settings"), url: settingOf(way) },
      ]}
    >
      <BlockStack gap="400">
        <Tabs
          tabs={WAYS.map((id) => ({
            id: `way-${id}`,
            content: t(`items.way.${id}`),
            panelID: "items",
          }))}
          selected={WAYS.indexOf(way)}
          onSelect={(index) => {
            list.show(index === 0 ? "" : `way=${WAYS[index] ?? ""}`);
          }}
        />
        <Refusal outcome={items.outcome} />
        <ItemsBanner {...exchange} all={all} items={items} />
        <div id="items">
          <Card padding="0">
            <ListFilters
              key={way}
              param="state"
              tabs={TABS.map((id) => ({ id, label: t(`items.tab.${id}`), count: counts[id] }))}
              placeholder={t("items.search")}
              loading={loading}
            />
            <ItemsTable
              key={`${way} ${tab} ${q}`}
              rows={rows}
              total={found}
              tab={tab}
              on={on}
              loading={loading}
              pagination={list.pagination({ next, previous })}
              items={items}
            />
          </Card>
        </div>
      </BlockStack>
    </Page>
  );
}
