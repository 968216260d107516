import type { FieldError } from "#app/i18n/field-error.ts";
import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useRevalidator } from "@remix-run/react";
import { useCallback, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import type { Outcome } from "../outcome.ts";
import { useAct } from "../use-act.ts";
import type { ImportRow } from "#app/domain/orders/views/import-list.server.ts";
import type { Choice } from "../list/selectable-table.tsx";
import { OrdersTable } from "./orders-table.tsx";
import { ImportHeldDialog } from "./import-held-dialog.tsx";
import { SyncDialog } from "./sync-dialog.tsx";
import { useFormat } from "../shop-context.tsx";
import { paths } from "#app/lib/paths.ts";

const TABS = ["all", "ready", "held", "error", "excluded"] as const;

interface Props {
  counts: Record<(typeof TABS)[number], number>;
  next: string | null;
  previous: string | null;
  rows: ImportRow[];
  /** Of everything the list's address finds. */
  total: number;
  totalHeld: number;
  totalOthers: number;
  loading: boolean;
}

/** Announced orders with their verdict; what is ready is imported by the running sync, the rest waits here for a person. */
export function OrdersToImportScreen({
  counts,
  next,
  previous,
  rows,
  total,
  totalHeld,
  totalOthers,
  loading,
}: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListParams();
  const { revalidate } = useRevalidator();
  const [syncing, setSyncing] = useState(list.params.has("sync"));
  const [excluding, setExcluding] = useState<Choice | null>(null);
  const [importing, setImporting] = useState<(Choice & { held: number; others: number }) | null>(
    null,
  );
  const closeSync = useCallback(() => {
    setSyncing(false);
  }, []);
  const sync = useAct<Outcome<FieldError>>({ onDone: closeSync });
  const { act, busy, outcome } = useAct();
  const send =
    (intent: string) =>
    ({ chosen }: Choice) => {
      act({ intent, chosen });
    };
  // Held orders are taken along only by somebody who knows it.
  const startImport = (choice: Choice) => {
    const chosen = rows.filter(({ id }) => choice.ids.includes(id));
    const chosenHeld = chosen.filter(({ verdict }) => verdict === "held").length;
    const { held, others } =
      "all" in choice.chosen
        ? { held: totalHeld, others: totalOthers }
        : { held: chosenHeld, others: chosen.length - chosenHeld };
    if (held > 0) setImporting({ ...choice, held, others });
    else act({ intent: "import", chosen: choice.chosen, held: "leave" });
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
                total={total}
                loading={loading || busy}
                pagination={list.pagination({ next, previous })}
                onImport={startImport}
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
      <ConfirmDialog
        reason="required"
        open={excluding !== null}
        title={t("toImport.excludeTitle", {
          count: excluding?.count ?? 0,
          shown: format.counted(excluding?.count ?? 0),
        })}
        help={[t("toImport.excludeHelp")]}
        action={t("toImport.exclude")}
        onClose={() => {
          setExcluding(null);
        }}
        onConfirm={(reason) => {
          if (excluding) act({ intent: "exclude", chosen: excluding.chosen, reason });
        }}
      />
      <ImportHeldDialog
        importing={importing}
        onClose={() => {
          setImporting(null);
        }}
        onImport={(held) => {
          if (importing) act({ intent: "import", chosen: importing.chosen, held });
          setImporting(null);
        }}
      />
    </Page>
  );
}
