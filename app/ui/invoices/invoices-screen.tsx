import { BlockStack, Button, Card, EmptyState, InlineStack, Page, Text } from "@shopify/polaris";
import { useRevalidator } from "@remix-run/react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { PostedSyncDialog } from "../shipments/posted-sync-dialog.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { type InvoiceRow, InvoicesTable } from "./invoices-table.tsx";

const TABS = ["all", "attention", "waiting", "captured", "nothing"] as const;

/** Invoices the ERP posted, and how far the money of each has been captured. */
export function InvoicesScreen({ counts, next, rows, loading }: { counts: Record<(typeof TABS)[number], number>; next: string | null; rows: InvoiceRow[]; loading: boolean }) {
  const { t } = useTranslation();
  const list = useListParams();
  const { revalidate } = useRevalidator();
  const [syncing, setSyncing] = useState(false);
  const [skipping, setSkipping] = useState<string[]>([]);
  const closeSync = useCallback(() => { setSyncing(false); }, []);
  const sync = useAct({ onDone: closeSync });
  const { act, busy, outcome } = useAct();
  const openSync = () => { setSyncing(true); };
  useRefreshWhile(rows.some((row) => row.state === "reading"));
  return (
    <Page title={t("invoices.title")} subtitle={t("invoices.subtitle")} fullWidth primaryAction={{ content: t("invoices.syncTitle"), onAction: openSync }}>
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {list.params.has("order") ? <InlineStack gap="200"><Text as="p">{t("invoices.onlyOrder")}</Text><Button variant="plain" onClick={() => { list.change({ order: null }); }}>{t("shipments.showAll")}</Button></InlineStack> : null}
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState heading={t("invoices.empty")} image="" action={{ content: t("invoices.syncTitle"), onAction: openSync }} secondaryAction={{ content: t("toImport.openOrders"), url: "/app/orders" }}><p>{t("invoices.emptyHelp")}</p></EmptyState>
          ) : (
            <>
              <ListFilters param="state" tabs={TABS.map((id) => ({ id, label: t(`invoices.tab.${id}`), count: counts[id] }))} placeholder={t("invoices.search")} loading={loading} />
              <InvoicesTable
                key={`${list.params.get("state")}${list.params.get("after")}`}
                rows={rows} loading={loading || busy} next={next} hasPrevious={list.params.has("after")}
                onNext={() => { if (next) list.page(next); }} onPrevious={list.back}
                onRetry={(ids) => { act({ intent: "retry", ids }); }} onSkip={setSkipping}
              />
            </>
          )}
        </Card>
      </BlockStack>
      <PostedSyncDialog
        area="invoices" open={syncing} busy={sync.busy} outcome={sync.outcome}
        onClose={() => { setSyncing(false); void revalidate(); }} onSync={(form) => { sync.act({ intent: "sync", form: { ...form } }); }}
      />
      <ReasonDialog
        count={skipping.length} title={t("invoices.skipTitle", { count: skipping.length })} help={t("invoices.skipHelp")} action={t("invoices.skip")}
        onClose={() => { setSkipping([]); }} onGive={(reason) => { act({ intent: "skip", ids: skipping, reason }); setSkipping([]); }}
      />
    </Page>
  );
}
