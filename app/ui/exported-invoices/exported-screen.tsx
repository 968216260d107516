import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { ExportedBanner } from "./exported-banner.tsx";
import { ExportedTable } from "./exported-table.tsx";
import { TermsBanner } from "./terms-banner.tsx";
import type { ExportScreenData } from "#app/domain/invoice-export/views/export-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

const TABS = ["all", "waiting", "exported", "excluded", "failed"] as const;

/** Invoices posted in the ERP: which became an order of Shopify, which did not, and why. */
export function ExportedScreen({
  rows,
  counts,
  next,
  previous,
  loading,
  ...sync
}: ExportScreenData & { loading: boolean }) {
  const { t } = useTranslation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  useRefreshWhile(sync.on && rows.some(({ state }) => state === "waiting" || state === "sending"));
  const settings = {
    content: t("exportedInvoices.settings"),
    url: paths.setting("exportInvoices"),
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
      title={t("exportedInvoices.title")}
      subtitle={t("exportedInvoices.subtitle")}
      fullWidth
      secondaryActions={[
        ...(sync.on ? [does("read", t("exportedInvoices.readNow"))] : []),
        ...(sync.on && sync.sending ? [does("stop", t("exportedInvoices.stop"))] : []),
        settings,
      ]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <ExportedBanner
          {...sync}
          busy={busy}
          onSend={() => {
            act({ intent: "send" });
          }}
        />
        {sync.termsNeedPermission ? (
          <TermsBanner
            onAllowed={() => {
              act({ intent: "read" });
            }}
          />
        ) : null}
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState heading={t("exportedInvoices.empty")} image="">
              <p>{t("exportedInvoices.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <ListFilters
                param="state"
                tabs={TABS.map((id) => ({
                  id,
                  label: t(`exportedInvoices.tab.${id}`),
                  count: counts[id],
                }))}
                placeholder={t("exportedInvoices.search")}
                loading={loading}
              />
              <ExportedTable
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
