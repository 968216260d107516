import { BlockStack, Button, Card, EmptyState, InlineStack, Page, Text } from "@shopify/polaris";
import { useRevalidator } from "@remix-run/react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { PostedSyncDialog } from "./posted-sync-dialog.tsx";
import { type ListedShipment, ShipmentsTable } from "./shipments-table.tsx";

const TABS = ["all", "attention", "waiting", "sent", "nothing"] as const;

/** Shipments the ERP posted, and what became of each in Shopify. */
export function ShipmentsScreen({ counts, next, rows, loading }: { counts: Record<(typeof TABS)[number], number>; next: string | null; rows: ListedShipment[]; loading: boolean }) {
  const { t } = useTranslation();
  const list = useListParams();
  const { revalidate } = useRevalidator();
  const [syncing, setSyncing] = useState(false);
  const [skipping, setSkipping] = useState<string[]>([]);
  const closeSync = useCallback(() => { setSyncing(false); }, []);
  const sync = useAct({ onDone: closeSync });
  const { act, busy, outcome } = useAct();
  const openSync = () => { setSyncing(true); };
  // What is on its way moves on by itself; a shipment that waits for Shopify has a reason and is not watched.
  useRefreshWhile(rows.some((row) => row.state === "waiting" && row.reason === null));
  return (
    <Page title={t("shipments.title")} subtitle={t("shipments.subtitle")} fullWidth primaryAction={{ content: t("shipments.syncTitle"), onAction: openSync }}>
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {list.params.has("order") ? <InlineStack gap="200"><Text as="p">{t("shipments.onlyOrder")}</Text><Button variant="plain" onClick={() => { list.change({ order: null }); }}>{t("shipments.showAll")}</Button></InlineStack> : null}
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState heading={t("shipments.empty")} image="" action={{ content: t("shipments.syncTitle"), onAction: openSync }} secondaryAction={{ content: t("toImport.openOrders"), url: "/app/orders" }}><p>{t("shipments.emptyHelp")}</p></EmptyState>
          ) : (
            <>
              <ListFilters param="state" tabs={TABS.map((id) => ({ id, label: t(`shipments.tab.${id}`), count: counts[id] }))} placeholder={t("shipments.search")} loading={loading} />
              <ShipmentsTable
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
        area="shipments" open={syncing} busy={sync.busy} outcome={sync.outcome}
        onClose={() => { setSyncing(false); void revalidate(); }} onSync={(form) => { sync.act({ intent: "sync", form: { ...form } }); }}
      />
      <ReasonDialog
        count={skipping.length} title={t("shipments.skipTitle", { count: skipping.length })} help={t("shipments.skipHelp")} action={t("shipments.skip")}
        onClose={() => { setSkipping([]); }} onGive={(reason) => { act({ intent: "skip", ids: skipping, reason }); setSkipping([]); }}
      />
    </Page>
  );
}
