import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OnlyOrder } from "../list/only-order.tsx";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { RefundsTable } from "./refunds-table.tsx";
import type { RefundRow } from "#app/domain/refunds/views/refund-list.server.ts";
import { paths } from "#app/lib/paths.ts";

const TABS = ["all", "attention", "waiting", "ready", "created", "nothing"] as const;

/** Refunds of imported orders: what each becomes in the ERP, and which wait for a person. */
export function RefundsScreen({
  rows,
  counts,
  total,
  next,
  previous,
  loading,
}: {
  rows: RefundRow[];
  counts: Record<(typeof TABS)[number], number>;
  total: number;
  next: string | null;
  previous: string | null;
  loading: boolean;
}) {
  const { t } = useTranslation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  useRefreshWhile(rows.some(({ state }) => state === "creating"));
  return (
    <Page
      title={t("refunds.title")}
      subtitle={t("refunds.subtitle")}
      fullWidth
      backAction={{ content: t("orders.title"), url: paths.orders }}
      secondaryActions={[{ content: t("returns.title"), url: paths.returns }]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <OnlyOrder text={t("refunds.onlyOrder")} />
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState
              heading={t("refunds.empty")}
              image=""
              action={{ content: t("toImport.openOrders"), url: paths.orders }}
            >
              <p>{t("refunds.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <ListFilters
                param="state"
                tabs={TABS.map((id) => ({ id, label: t(`refunds.tab.${id}`), count: counts[id] }))}
                placeholder={t("refunds.search")}
                loading={loading}
              />
              <RefundsTable
                key={`${list.params.get("state")}${list.params.get("after")}`}
                rows={rows}
                total={total}
                loading={loading || busy}
                pagination={list.pagination({ next, previous })}
                onCreate={({ chosen }) => {
                  act({ intent: "create", chosen });
                }}
              />
            </>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
