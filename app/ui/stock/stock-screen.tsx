import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { StockBanner } from "./stock-banner.tsx";
import { StockTable } from "./stock-table.tsx";
import { useStock } from "./use-stock.ts";
import type { stockScreen } from "#app/domain/stock/views/stock-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

const TABS = ["all", "differs", "problem", "left", "equal"] as const;

/** What the ERP has, what Shopify says, and what is sent or not, by item and location. */
export function StockScreen({
  rows,
  counts,
  next,
  previous,
  sync,
  locations,
  loading,
}: Awaited<ReturnType<typeof stockScreen>> & { loading: boolean }) {
  const { t } = useTranslation();
  const list = useListParams();
  const stock = useStock();
  const [leaving, setLeaving] = useState(false);
  const on = sync !== null && !sync.refused;
  useRefreshWhile(on && (sync.checking || rows.some(({ state }) => isMoving(state))));
  const settings = { content: t("stock.settings"), url: paths.setting("stockQuantity") };
  const check = {
    content: t("stock.checkNow"),
    loading: stock.busy,
    disabled: sync?.checking === true,
    onAction: () => {
      stock.act({ intent: "check" });
    },
  };
  const off = {
    content: t("stock.turnOff"),
    destructive: true,
    onAction: () => {
      setLeaving(true);
    },
  };
  return (
    <Page
      title={t("stock.title")}
      subtitle={t("stock.subtitle")}
      fullWidth
      secondaryActions={on ? [check, settings, off] : [settings]}
    >
      <BlockStack gap="400">
        <StockBanner sync={sync} locations={locations} stock={stock} />
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState heading={t("stock.empty")} image="">
              <p>{t("stock.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <ListFilters
                param="state"
                tabs={TABS.map((id) => ({ id, label: t(`stock.tab.${id}`), count: counts[id] }))}
                placeholder={t("stock.search")}
                loading={loading}
              />
              <StockTable
                rows={rows}
                loading={loading}
                pagination={list.pagination({ next, previous })}
              />
            </>
          )}
        </Card>
        <ConfirmDialog
          open={leaving}
          destructive
          title={t("stock.turnOffTitle")}
          help={[t("stock.turnOffHelp")]}
          action={t("stock.turnOff")}
          onClose={() => {
            setLeaving(false);
          }}
          onConfirm={() => {
            setLeaving(false);
            stock.act({ intent: "off" });
          }}
        />
      </BlockStack>
    </Page>
  );
}

const isMoving = (state: string): boolean => state === "sending" || state === "new";
