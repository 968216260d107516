import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import type { PaginationProps } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Choice } from "../list/selectable-table.tsx";
import { SelectableTable } from "../list/selectable-table.tsx";
import { useFormat } from "../shop-context.tsx";
import { ExportedState } from "./exported-state.tsx";
import type { ExportRow } from "#app/domain/invoice-export/views/export-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

/** A state with its reason needs room, or it becomes a tower. */
const WIDE = { minWidth: "16rem" };

export function ExportedTable({
  rows,
  loading,
  pagination,
  onRetry,
}: {
  rows: ExportRow[];
  loading: boolean;
  pagination: PaginationProps;
  onRetry: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const order = ({ orderId, orderName }: ExportRow) =>
    orderId === null ? null : (
      <Link url={paths.order(orderId)} dataPrimaryLink>
        {orderName ?? ""}
      </Link>
    );
  return (
    <SelectableTable
      rows={rows}
      total={rows.length}
      loading={loading}
      pagination={pagination}
      one={t("exportedInvoices.one")}
      many={t("exportedInvoices.many")}
      none={t("exportedInvoices.noneFound")}
      isCritical={({ state }) => state === "failed"}
      acts={[{ content: t("exportedInvoices.retry"), act: onRetry }]}
      headings={
        (["number", "order", "posted", "customer", "total", "open", "state"] as const).map(
          (id) => ({
            id,
            title: t(`exportedInvoices.column.${id}`),
            ...(id === "total" || id === "open" ? { alignment: "end" as const } : {}),
          }),
        ) as [{ id: string; title: string }, ...{ id: string; title: string }[]]
      }
      cells={(row) => (
        <>
          <IndexTable.Cell>
            <Text as="span" fontWeight="semibold" breakWord>
              {row.number}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>{order(row)}</IndexTable.Cell>
          <IndexTable.Cell>{format.time(row.postedAt)}</IndexTable.Cell>
          <IndexTable.Cell>{row.customer}</IndexTable.Cell>
          {[row.gross, row.remaining].map((amount, index) => (
            <IndexTable.Cell key={index}>
              <Text as="span" alignment="end" numeric>
                {format.money(amount, row.currency)}
              </Text>
            </IndexTable.Cell>
          ))}
          <IndexTable.Cell>
            <div className="cell-text" style={WIDE}>
              <ExportedState row={row} />
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
              {[format.time(row.postedAt), row.customer].join(format.between)}
            </Text>
            <Text as="span">
              {format.money(row.gross, row.currency)}
              {format.between}
              {t("exportedInvoices.column.open")} {format.money(row.remaining, row.currency)}
            </Text>
            <ExportedState row={row} />
          </BlockStack>
        </Box>
      )}
    />
  );
}
