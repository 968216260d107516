import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useRevalidator } from "@remix-run/react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { OrdersTable, type ImportRow } from "./orders-table.tsx";
import { SyncDialog } from "./sync-dialog.tsx";
import { paths } from "#app/lib/paths.ts";

const TABS = ["all", "ready", "held", "error", "excluded"] as const;

interface Props {
  counts: Record<(typeof TABS)[number], number>;
  next: string | null;
  previous: string | null;
  rows: ImportRow[];
  loading: boolean;
}

/** Announced orders with their verdict; what is ready is imported by the running sync, the rest waits here for a person. */
export function OrdersToImportScreen({ counts, next, previous, rows, loading }: Props) {
  const { t } = useTranslation();
  const list = useListParams();
  const { revalidate } = useRevalidator();
  const [syncing, setSyncing] = useState(list.params.has("sync"));
  const [excluding, setExcluding] = useState<string[]>([]);
  const closeSync = useCallback(() => {
    setSyncing(false);
  }, []);
  const sync = useAct({ onDone: closeSync });
  const { act, busy, outcome } = useAct();
  const send = (intent: string) => (ids: string[]) => {
    act({ intent, ids });
  };
  const openSync = () => {
    setSyncing(true);
  };
  return (
    <Page
      title={t("toImport.title")}
      fullWidth
      primaryAction={{ content: t("toImport.sync"), onAction: openSync }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState
              heading={t("toImport.empty")}
              image=""
              action={{ content: t("toImport.sync"), onAction: openSync }}
              secondaryAction={{ content: t("toImport.openOrders"), url: paths.orders }}
            >
              <p>{t("toImport.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <ListFilters
                param="tab"
                tabs={TABS.map((id) => ({ id, label: t(`toImport.tab.${id}`), count: counts[id] }))}
                placeholder={t("toImport.search")}
                loading={loading}
              />
              <OrdersTable
                key={`${list.params.get("tab")}${list.params.get("after")}`}
                rows={rows}
                loading={loading || busy}
                pagination={list.pagination({ next, previous })}
                onImport={send("import")}
                onRetry={send("retry")}
                onInclude={send("include")}
                onExclude={setExcluding}
              />
            </>
          )}
        </Card>
      </BlockStack>
      <SyncDialog
        open={syncing}
        busy={sync.busy}
        outcome={sync.outcome}
        onClose={() => {
          setSyncing(false);
          void revalidate();
        }}
        onSync={(form) => {
          sync.act({ intent: "sync", form: { ...form } });
        }}
      />
      <ReasonDialog
        count={excluding.length}
        title={t("toImport.excludeTitle", { count: excluding.length })}
        help={t("toImport.excludeHelp")}
        action={t("toImport.exclude")}
        onClose={() => {
          setExcluding([]);
        }}
        onGive={(reason) => {
          act({ intent: "exclude", ids: excluding, reason });
          setExcluding([]);
        }}
      />
    </Page>
  );
}
