import type { FieldError } from "#app/i18n/field-error.ts";
import { BlockStack, Card, EmptyState, Page, type PaginationProps } from "@shopify/polaris";
import { useRevalidator } from "@remix-run/react";
import { useCallback, useState, type ReactNode } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Choice } from "../list/selectable-table.tsx";
import { OnlyOrder } from "../list/only-order.tsx";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import type { Outcome } from "../outcome.ts";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { PostedSyncDialog } from "./posted-sync-dialog.tsx";
import { useFormat } from "../shop-context.tsx";
import { paths } from "#app/lib/paths.ts";

/** What a table of posted records gets from its screen. */
export interface PostedTable {
  loading: boolean;
  pagination: PaginationProps;
  total: number;
  onRetry: (choice: Choice) => void;
  onSkip: (choice: Choice) => void;
}

interface Props<Tab extends string> {
  /** Whose texts, and what is read from the ERP. */
  area: "shipments" | "invoices";
  /** The first of them holds all. */
  tabs: readonly ["all", ...Tab[]];
  counts: Record<"all" | Tab, number>;
  /** Records of the whole result. */
  total: number;
  next: string | null;
  previous: string | null;
  loading: boolean;
  /** Something moves on by itself: looked at again. */
  moving: boolean;
  /** `key`: another page is another table, with nothing chosen. */
  table: (props: PostedTable, key: string) => ReactNode;
}

/** What the ERP posted, what became of each in Shopify, and what a person can do about it. */
export function PostedScreen<Tab extends string>({
  area,
  tabs,
  counts,
  total,
  next,
  previous,
  loading,
  moving,
  table,
}: Props<Tab>) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = useKnownText();
  const list = useListParams();
  const { revalidate } = useRevalidator();
  const [syncing, setSyncing] = useState(false);
  const [skipping, setSkipping] = useState<Choice | null>(null);
  const closeSync = useCallback(() => {
    setSyncing(false);
  }, []);
  const sync = useAct<Outcome<FieldError>>({ onDone: closeSync });
  const { act, busy, outcome } = useAct();
  const openSync = () => {
    setSyncing(true);
  };
  useRefreshWhile(moving);
  return (
    <Page
      title={t(`${area}.title`)}
      subtitle={t(`${area}.subtitle`)}
      fullWidth
      primaryAction={{ content: t(`${area}.syncTitle`), onAction: openSync }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <OnlyOrder text={t(`${area}.onlyOrder`)} />
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState
              heading={t(`${area}.empty`)}
              image=""
              action={{ content: t(`${area}.syncTitle`), onAction: openSync }}
              secondaryAction={{ content: t("toImport.openOrders"), url: paths.orders }}
            >
              <p>{t(`${area}.emptyHelp`)}</p>
            </EmptyState>
          ) : (
            <>
              <ListFilters
                param="state"
                tabs={tabs.map((id) => ({
                  id,
                  label: known(`${area}.tab`, id, id),
                  count: counts[id],
                }))}
                placeholder={t(`${area}.search`)}
                loading={loading}
              />
              {table(
                {
                  loading: loading || busy,
                  pagination: list.pagination({ next, previous }),
                  total,
                  onRetry: ({ chosen }) => {
                    act({ intent: "retry", chosen });
                  },
                  onSkip: setSkipping,
                },
                `${list.params.get("state")}${list.params.get("after")}`,
              )}
            </>
          )}
        </Card>
      </BlockStack>
      <PostedSyncDialog
        area={area}
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
        open={skipping !== null}
        title={t(`${area}.skipTitle`, {
          count: skipping?.count ?? 0,
          shown: format.counted(skipping?.count ?? 0),
        })}
        help={[t(`${area}.skipHelp`)]}
        action={t(`${area}.skip`)}
        onClose={() => {
          setSkipping(null);
        }}
        onConfirm={(reason) => {
          if (skipping) act({ intent: "skip", chosen: skipping.chosen, reason });
        }}
      />
    </Page>
  );
}
