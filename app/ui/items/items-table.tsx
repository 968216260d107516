import { BlockStack, Box, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { PaginationProps } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { SelectableTable } from "../list/selectable-table.tsx";
import { ItemState } from "./item-state.tsx";
import { ItemValues } from "./item-values.tsx";
import type { ItemRow, ItemTab } from "#app/domain/items/views/items-screen.server.ts";
import type { useItems } from "./use-items.ts";

/** A state with its reason needs room, or it becomes a tower. */
const WIDE = { minWidth: "16rem" };

interface Props {
  rows: ItemRow[];
  total: number;
  tab: ItemTab;
  on: boolean;
  loading: boolean;
  pagination: PaginationProps;
  items: ReturnType<typeof useItems>;
}

/** What can be done with rows of a tab. */
const ACTS: Partial<Record<ItemTab, "create" | "retry">> = {
  ready: "create",
  failed: "retry",
  excluded: "retry",
};

export function ItemsTable({ rows, total, tab, on, loading, pagination, items }: Props) {
  const { t } = useTranslation();
  const act = on ? ACTS[tab] : undefined;
  return (
    <SelectableTable
      rows={rows}
      total={total}
      loading={loading}
      pagination={pagination}
      one={t("items.one")}
      many={t("items.many")}
      none={t("items.noneFound")}
      isCritical={({ state }) => state === "failed"}
      acts={
        act === undefined
          ? []
          : [
              {
                content: t(`items.${act}`),
                act: ({ chosen }) => {
                  items[act](chosen);
                },
              },
            ]
      }
      headings={
        (["item", "sku", "number", "values", "state"] as const).map((id) => ({
          id,
          title: t(`items.column.${id}`),
        })) as [{ id: string; title: string }, ...{ id: string; title: string }[]]
      }
      cells={(row) => (
        <>
          <IndexTable.Cell>
            <div className="cell-text">
              <Text as="span" fontWeight="semibold" breakWord>
                {row.title || row.number || row.sku}
              </Text>
            </div>
          </IndexTable.Cell>
          <IndexTable.Cell>{row.sku}</IndexTable.Cell>
          <IndexTable.Cell>{row.number}</IndexTable.Cell>
          <IndexTable.Cell>
            <ItemValues values={row.values} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-text" style={WIDE}>
              <ItemState row={row} />
            </div>
          </IndexTable.Cell>
        </>
      )}
      block={(row) => (
        <Box width="100%">
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              <Text as="span" fontWeight="semibold" breakWord>
                {row.title || row.number || row.sku}
              </Text>
              <Text as="span" tone="subdued" breakWord>
                {row.sku || row.number}
              </Text>
            </InlineStack>
            <ItemValues values={row.values} />
            <ItemState row={row} />
          </BlockStack>
        </Box>
      )}
    />
  );
}
