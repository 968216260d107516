import {
  Badge,
  BlockStack,
  Button,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Link,
  Page,
  Text,
  type PaginationProps,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { SelectableTable } from "../list/selectable-table.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord, StateBadge } from "../state-badge.tsx";
import { useAct } from "../use-act.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

const VIEWS = ["all", "unprocessed", "errors", "conflicts", "open"] as const;

export interface OrderListRow {
  id: string;
  name: string;
  at: string;
  customer: string | null;
  channel: string | null;
  total: string;
  currency: string;
  payment: string | null;
  fulfillment: string;
  document: string;
  documentKind: string | null;
  documentNumber: string | null;
  conflict: boolean;
  cancelled: boolean;
  highRisk: boolean;
  test: boolean;
}

/** Imported orders with their documents; bulk: create documents (which also tries failed ones again), sync from Shopify. */
export function OrdersScreen({
  rows,
  next,
  previous,
  none,
  loading,
}: {
  rows: OrderListRow[];
  next: string | null;
  previous: string | null;
  none: boolean;
  loading: boolean;
}) {
  const { t } = useTranslation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  return (
    <Page
      title={t("orders.title")}
      fullWidth
      primaryAction={{
        content: t("toImport.sync"),
        url: withQuery(paths.ordersToImport, { sync: "1" }),
      }}
    >
      <BlockStack gap="400">
        {outcome?.refused === "orders.someRefused" ? (
          <BlockStack gap="200">
            <Refusal outcome={outcome} />
            <InlineStack>
              <Button url={paths.problems}>{t("home.allProblems")}</Button>
            </InlineStack>
          </BlockStack>
        ) : (
          <Refusal outcome={outcome} />
        )}
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
              <ListFilters
                param="view"
                tabs={VIEWS.map((id) => ({ id, label: t(`orders.view.${id}`) }))}
                placeholder={t("orders.search")}
                loading={loading}
              />
              <OrdersTable
                key={`${list.params.get("view")}${list.params.get("after")}`}
                rows={rows}
                loading={loading || busy}
                pagination={list.pagination({ next, previous })}
                onAct={(intent, ids) => {
                  act({ intent, ids });
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
  loading: boolean;
  pagination: PaginationProps;
  onAct: (intent: "create" | "resync", ids: string[]) => void;
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
          act: (ids) => {
            onAct("create", ids);
          },
        },
        {
          content: t("orders.resync"),
          act: (ids) => {
            onAct("resync", ids);
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
            <Text as="span" truncate>
              {row.customer ?? t("toImport.guest")}
            </Text>
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
          <IndexTable.Cell>{row.channel}</IndexTable.Cell>
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
