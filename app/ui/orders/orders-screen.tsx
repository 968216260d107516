import {
  Badge,
  BlockStack,
  Box,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Link,
  Page,
  Select,
  Text,
  type PaginationProps,
} from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { SelectableTable, type Choice } from "../list/selectable-table.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord, StateBadge } from "../state-badge.tsx";
import { useAct } from "../use-act.ts";
import type { OrderListRow } from "#app/domain/orders/views/order-list.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

const VIEWS = ["all", "unprocessed", "errors", "conflicts", "open", "processed"] as const;
/** Views that only a link leads to. */
const LINKED_VIEWS = ["earlier"] as const;

/** Imported orders with their documents; bulk: create documents (which also tries failed ones again), sync from Shopify. */
export function OrdersScreen({
  rows,
  cards,
  total,
  next,
  previous,
  none,
  loading,
}: {
  rows: OrderListRow[];
  cards: CardChoice[];
  total: number;
  next: string | null;
  previous: string | null;
  none: boolean;
  loading: boolean;
}) {
  const { t } = useTranslation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  const linked = LINKED_VIEWS.filter((id) => id === list.params.get("view"));
  const views = [...VIEWS, ...linked];
  return (
    <Page
      title={t("orders.title")}
      fullWidth
      primaryAction={{
        content: t("toImport.sync"),
        url: withQuery(paths.ordersToImport, { sync: "1" }),
      }}
      secondaryActions={[
        { content: t("refunds.title"), url: paths.refunds },
        { content: t("returns.title"), url: paths.returns },
        { content: t("giftCards.title"), url: paths.giftCards },
      ]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <Card padding="0">
          {none ? (
            <EmptyState
              heading={t("orders.empty")}
              image=""
              action={{
                content: t("toImport.sync"),
                url: withQuery(paths.ordersToImport, { sync: "1" }),
              }}
            >
              <p>{t("orders.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              {cards.length > 1 ? (
                <Box padding="300">
                  <Select
                    label={t("cards.one")}
                    labelInline
                    value={list.params.get("card") ?? ""}
                    options={[
                      { value: "", label: t("schedules.everyCard") },
                      ...cards.map(({ id, title }) => ({ value: id, label: title })),
                    ]}
                    onChange={(card) => {
                      list.change({ card });
                    }}
                  />
                </Box>
              ) : null}
              <ListFilters
                param="view"
                tabs={views.map((id) => ({ id, label: t(`orders.view.${id}`) }))}
                placeholder={t("orders.search")}
                loading={loading}
              />
              <OrdersTable
                key={`${list.params.get("view")}${list.params.get("after")}`}
                rows={rows}
                total={total}
                loading={loading || busy}
                pagination={list.pagination({ next, previous })}
                onAct={(intent, { chosen }) => {
                  act({ intent, chosen });
                }}
              />
            </>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}

interface TableProps {
  rows: OrderListRow[];
  total: number;
  loading: boolean;
  pagination: PaginationProps;
  onAct: (intent: "create" | "resync" | "amend", choice: Choice) => void;
}

function OrdersTable({ rows, onAct, ...table }: TableProps) {
  const { t } = useTranslation();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  return (
    <SelectableTable
      {...table}
      rows={rows}
      one={t("toImport.one")}
      many={t("toImport.many")}
      none={t("toImport.noneFound")}
      headings={[
        { title: t("common.order") },
        { title: t("common.date") },
        { title: t("toImport.column.customer") },
        { title: t("common.total"), alignment: "end" },
        { title: t("toImport.column.payment") },
        { title: t("toImport.column.fulfillment") },
        { title: t("orders.column.document") },
        { title: t("toImport.column.channel") },
      ]}
      acts={[
        {
          content: t("orders.create"),
          act: (choice) => {
            onAct("create", choice);
          },
        },
        {
          content: t("orders.resync"),
          act: (choice) => {
            onAct("resync", choice);
          },
        },
        {
          content: t("orders.amend"),
          act: (choice) => {
            onAct("amend", choice);
          },
        },
      ]}
      block={(row) => (
        <BlockStack gap="100">
          <InlineStack align="space-between" gap="200">
            <Name row={row} />
            <Text as="span" numeric>
              {format.money(row.total, row.currency)}
            </Text>
          </InlineStack>
          <Text as="span" tone="subdued" breakWord>
            {format.time(row.at)}
            {row.customer ? ` · ${row.customer}` : ""}
            {row.card ? ` · ${row.card}` : ""}
          </Text>
          <InlineStack gap="100">
            <DocumentCell row={row} />
          </InlineStack>
        </BlockStack>
      )}
      cells={(row) => (
        <>
          <IndexTable.Cell>
            <Name row={row} />
          </IndexTable.Cell>
          <IndexTable.Cell>{format.time(row.at)}</IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-name">{row.customer ?? t("toImport.guest")}</div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {format.money(row.total, row.currency)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            {row.payment ? <Badge>{shopifyWord(row.payment)}</Badge> : null}
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Badge>{shopifyWord(row.fulfillment)}</Badge>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <DocumentCell row={row} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-name">{row.channel}</div>
            {row.card ? (
              <Text as="span" tone="subdued">
                {row.card}
              </Text>
            ) : null}
          </IndexTable.Cell>
        </>
      )}
    />
  );
}

function Name({ row }: { row: OrderListRow }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="100" wrap={false} blockAlign="center">
      <Link url={paths.order(row.id)} dataPrimaryLink monochrome removeUnderline>
        <Text as="span" fontWeight="semibold">
          {row.name}
        </Text>
      </Link>
      {row.cancelled ? <Badge size="small">{t("order.cancelled")}</Badge> : null}
      {row.test ? <Badge size="small">{t("order.test")}</Badge> : null}
      {row.highRisk ? (
        <Badge size="small" tone="critical">
          {t("toImport.highRisk")}
        </Badge>
      ) : null}
    </InlineStack>
  );
}

function DocumentCell({ row }: { row: OrderListRow }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="100" blockAlign="center">
      <StateBadge group="document" value={row.document} />
      {row.documentNumber ? <Text as="span">{row.documentNumber}</Text> : null}
      {row.conflict ? <Badge tone="warning">{t("order.conflict")}</Badge> : null}
    </InlineStack>
  );
}
