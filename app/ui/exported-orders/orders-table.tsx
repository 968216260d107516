import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import type { PaginationProps } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Choice } from "../list/selectable-table.tsx";
import { SelectableTable } from "../list/selectable-table.tsx";
import { useFormat } from "../shop-context.tsx";
import { OrderState } from "./order-state.tsx";
import type { OrderRow } from "#app/domain/order-export/views/orders-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

/** A state with its reason needs room, or it becomes a tower. */
const WIDE = { minWidth: "16rem" };

export function OrdersTable({
  rows,
  loading,
  pagination,
  onRetry,
}: {
  rows: OrderRow[];
  loading: boolean;
  pagination: PaginationProps;
  onRetry: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const order = ({ orderId, orderName }: OrderRow) =>
    orderId === null ? null : (
      <Link url={paths.order(orderId)} dataPrimaryLink>
        {orderName ?? ""}
      </Link>
    );
  /** One that was not read yet says nothing of itself. */
  const total = ({ currency, gross }: OrderRow): string =>
    currency === "" ? "" : format.money(gross, currency);
  return (
    <SelectableTable
      rows={rows}
      total={rows.length}
      loading={loading}
      pagination={pagination}
      one={t("exportedOrders.one")}
      many={t("exportedOrders.many")}
      none={t("exportedOrders.noneFound")}
      isCritical={({ state }) => state === "failed"}
      acts={[{ content: t("exportedOrders.retry"), act: onRetry }]}
      headings={
        (["number", "order", "changed", "customer", "total", "state"] as const).map((id) => ({
          id,
          title: t(`exportedOrders.column.${id}`),
          ...(id === "total" ? { alignment: "end" as const } : {}),
        })) as [{ id: string; title: string }, ...{ id: string; title: string }[]]
      }
      cells={(row) => (
        <>
          <IndexTable.Cell>
            <Text as="span" fontWeight="semibold" breakWord>
              {row.number}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>{order(row)}</IndexTable.Cell>
          <IndexTable.Cell>{format.time(row.changedAt)}</IndexTable.Cell>
          <IndexTable.Cell>{row.customer}</IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {total(row)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-text" style={WIDE}>
              <OrderState row={row} />
            </div>
          </IndexTable.Cell>
        </>
      )}
      block={(row) => (
        <Box width="100%">
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              <Text as="span" fontWeight="semibold" breakWord>
                {row.number}
              </Text>
              {order(row)}
            </InlineStack>
            <Text as="span" tone="subdued" breakWord>
              {[format.time(row.changedAt), row.customer].join(format.between)}
            </Text>
            <Text as="span">{total(row)}</Text>
            <OrderState row={row} />
          </BlockStack>
        </Box>
      )}
    />
  );
}
