import { BlockStack, Box, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { PaginationProps } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Choice } from "../list/selectable-table.tsx";
import { SelectableTable } from "../list/selectable-table.tsx";
import { useFormat } from "../shop-context.tsx";
import { CustomerState } from "./customer-state.tsx";
import type { CustomerRow } from "#app/domain/customers/views/customers-screen.server.ts";

/** A state with its reason needs room, or it becomes a tower. */
const WIDE = { minWidth: "18rem" };

export function CustomersTable({
  rows,
  loading,
  pagination,
  onRetry,
}: {
  rows: CustomerRow[];
  loading: boolean;
  pagination: PaginationProps;
  onRetry: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  /** A person without a name here is called by a number. */
  const called = ({ name, number, shopifyId }: CustomerRow): string => name || number || shopifyId;
  return (
    <SelectableTable
      rows={rows}
      total={rows.length}
      loading={loading}
      pagination={pagination}
      one={t("customers.one")}
      many={t("customers.many")}
      none={t("customers.noneFound")}
      isCritical={({ state }) => state === "failed"}
      acts={[{ content: t("customers.retry"), act: onRetry }]}
      headings={
        (["customer", "number", "shopify", "changed", "state"] as const).map((id) => ({
          id,
          title: t(`customers.column.${id}`),
        })) as [{ id: string; title: string }, ...{ id: string; title: string }[]]
      }
      cells={(row) => (
        <>
          <IndexTable.Cell>
            <Text as="span" fontWeight="semibold" breakWord>
              {called(row)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>{row.number}</IndexTable.Cell>
          <IndexTable.Cell>{row.shopifyId}</IndexTable.Cell>
          <IndexTable.Cell>{format.time(row.changedAt)}</IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-text" style={WIDE}>
              <CustomerState row={row} />
            </div>
          </IndexTable.Cell>
        </>
      )}
      block={(row) => (
        <Box width="100%">
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              <Text as="span" fontWeight="semibold" breakWord>
                {called(row)}
              </Text>
              <Text as="span" tone="subdued">
                {row.number}
              </Text>
            </InlineStack>
            <Text as="span" tone="subdued" breakWord>
              {[format.time(row.changedAt), row.shopifyId].filter(Boolean).join(format.between)}
            </Text>
            <CustomerState row={row} />
          </BlockStack>
        </Box>
      )}
    />
  );
}
