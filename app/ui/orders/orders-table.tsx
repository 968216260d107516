import { Badge, BlockStack, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import type { PaginationProps } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { OrderListRow } from "#app/domain/orders/views/order-list.server.ts";
import { paths } from "#app/lib/paths.ts";
import { SelectableTable, type Choice } from "../list/selectable-table.tsx";
import { useFormat } from "../shop-context.tsx";
import { DocumentCell, useOrderCells, type OrderColumn } from "./order-columns.tsx";

export const ORDER_ACTS = ["create", "resync", "amend"] as const;
export type OrderAct = (typeof ORDER_ACTS)[number];

interface Props {
  rows: OrderListRow[];
  columns: OrderColumn[];
  total: number;
  loading: boolean;
  pagination: PaginationProps;
  onAct: (intent: OrderAct, choice: Choice) => void;
}

/** Orders in the columns that were chosen; on a small screen each as one block. */
export function OrdersTable({ rows, columns, onAct, ...table }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const cells = useOrderCells();
  return (
    <SelectableTable
      {...table}
      rows={rows}
      one={t("toImport.one")}
      many={t("toImport.many")}
      none={t("toImport.noneFound")}
      headings={[
        { title: t("common.order") },
        ...columns.map((column) => ({
          title: t(`orders.column.${column}`),
          ...(column === "total" ? { alignment: "end" as const } : {}),
        })),
      ]}
      acts={ORDER_ACTS.map((intent) => ({
        content: t(`orders.${intent}`),
        act: (choice) => {
          onAct(intent, choice);
        },
      }))}
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
            {row.customer ? `${format.between}${row.customer}` : ""}
            {row.card ? `${format.between}${row.card}` : ""}
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
          {columns.map((column) => (
            <IndexTable.Cell key={column}>{cells[column](row)}</IndexTable.Cell>
          ))}
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
