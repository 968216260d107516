import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OnlyOrder } from "../list/only-order.tsx";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { GiftCardsTable } from "./gift-cards-table.tsx";
import { ReadingBanner } from "./reading-banner.tsx";
import { useDownload } from "../use-download.tsx";
import type { giftCardsScreen } from "#app/domain/gift-cards/views/card-list.server.ts";
import { paths } from "#app/lib/paths.ts";

const TABS = ["all", "active", "usedUp", "ended", "unknown", "differing"] as const;

/** Gift cards that orders sold or were paid with, with what they still hold. */
export function GiftCardsScreen({
  rows,
  counts,
  next,
  previous,
  reading,
  loading,
}: Awaited<ReturnType<typeof giftCardsScreen>> & { loading: boolean }) {
  const { t } = useTranslation();
  const list = useListParams();
  const download = useDownload({ name: "gift-cards.csv", failed: "giftCards.exportFailed" });
  useRefreshWhile(reading !== null && !reading.refused && reading.readAt === null);
  return (
    <Page
      title={t("giftCards.title")}
      subtitle={t("giftCards.subtitle")}
      fullWidth
      backAction={{ content: t("orders.title"), url: paths.orders }}
      secondaryActions={[
        { content: t("giftCards.liability.title"), url: paths.giftCardLiability },
        { content: t("giftCards.file.title"), url: paths.giftCardImport },
        {
          content: t("giftCards.export"),
          onAction: () => {
            download.start(paths.giftCardFile);
          },
          loading: download.busy,
          disabled: counts.all === 0,
        },
      ]}
    >
      <BlockStack gap="400">
        {download.failure}
        <ReadingBanner reading={reading} />
        <OnlyOrder text={t("giftCards.onlyOrder")} />
        <Card padding="0">
          {counts.all === 0 ? (
            <EmptyState
              heading={t("giftCards.empty")}
              image=""
              action={{ content: t("giftCards.file.title"), url: paths.giftCardImport }}
            >
              <p>{t("giftCards.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <ListFilters
                param="state"
                tabs={TABS.map((id) => ({
                  id,
                  label: t(`giftCards.tab.${id}`),
                  count: counts[id],
                }))}
                placeholder={t("giftCards.search")}
                loading={loading}
              />
              <GiftCardsTable
                rows={rows}
                loading={loading}
                pagination={list.pagination({ next, previous })}
              />
            </>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
