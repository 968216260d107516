import {
  BlockStack,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Text,
  type PaginationProps,
} from "@shopify/polaris";
import { useRevalidator } from "@remix-run/react";
import { useCallback, useState, type ReactNode } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { PostedSyncDialog } from "./posted-sync-dialog.tsx";
import { paths } from "#app/lib/paths.ts";

/** What a table of posted records gets from its screen. */
export interface PostedTable {
  loading: boolean;
  pagination: PaginationProps;
  onRetry: (ids: string[]) => void;
  onSkip: (ids: string[]) => void;
}

interface Props<Tab extends string> {
  /** Whose texts, and what is read from the ERP. */
  area: "shipments" | "invoices";
  /** The first of them holds all. */
  tabs: readonly ["all", ...Tab[]];
  counts: Record<"all" | Tab, number>;
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
  next,
  previous,
  loading,
  moving,
  table,
}: Props<Tab>) {
  const { t } = useTranslation();
  const known = useKnownText();
  const list = useListParams();
  const { revalidate } = useRevalidator();
  const [syncing, setSyncing] = useState(false);
  const [skipping, setSkipping] = useState<string[]>([]);
  const closeSync = useCallback(() => {
    setSyncing(false);
  }, []);
  const sync = useAct({ onDone: closeSync });
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
        {list.params.has("order") ? (
          <InlineStack gap="200">
            <Text as="p">{t(`${area}.onlyOrder`)}</Text>
            <Button
              variant="plain"
              onClick={() => {
                list.change({ order: null });
              }}
            >
              {t("shipments.showAll")}
            </Button>
          </InlineStack>
        ) : null}
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
                  onRetry: (ids) => {
                    act({ intent: "retry", ids });
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
      <ReasonDialog
        count={skipping.length}
        title={t(`${area}.skipTitle`, { count: skipping.length })}
        help={t(`${area}.skipHelp`)}
        action={t(`${area}.skip`)}
        onClose={() => {
          setSkipping([]);
        }}
        onGive={(reason) => {
          act({ intent: "skip", ids: skipping, reason });
          setSkipping([]);
        }}
      />
    </Page>
  );
}
