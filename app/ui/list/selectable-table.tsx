import {
  BlockStack,
  Box,
  Button,
  Checkbox,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  useBreakpoints,
  useIndexResourceState,
  IndexTableSelectionType as SelectionType,
  type IndexTableProps,
  type PaginationProps,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Chosen } from "#app/lib/chosen.ts";
import { useFormat } from "../shop-context.tsx";
import { useListParams } from "./list-params.ts";

/** What a person chose: its rows that are on this page, how many there are, and how the action is told. */
export interface Choice {
  chosen: Chosen;
  ids: string[];
  count: number;
}

interface BulkAct {
  content: string;
  act: (choice: Choice) => void;
}

interface Props<Row> {
  rows: Row[];
  /** Rows of the whole result, of which this page shows some. */
  total: number;
  headings: IndexTableProps["headings"];
  one: string;
  many: string;
  none: string;
  loading: boolean;
  pagination: PaginationProps;
  /** What can be done with the chosen rows; `moreActs` stand in a menu. Afterwards nothing is chosen. */
  acts: BulkAct[];
  moreActs?: BulkAct[];
  isCritical?: (row: Row) => boolean;
  /** The row's cells, in the order of the headings. */
  cells: (row: Row) => ReactNode;
  /** The row as one block, on a small screen. */
  block: (row: Row) => ReactNode;
}

/** Rows of which a person chooses some and does something with them. */
export function SelectableTable<Row extends { id: string; name?: string; number?: string }>({
  rows,
  total,
  headings,
  one,
  many,
  none,
  loading,
  pagination,
  acts,
  moreActs = [],
  isCritical,
  cells,
  block,
}: Props<Row>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { smDown } = useBreakpoints();
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(rows as (Row & { [key: string]: unknown })[]);
  const { params } = useListParams();
  const hasMore = total > rows.length;
  const bulk = ({ content, act }: BulkAct) => ({
    content,
    onAction: () => {
      act(
        allResourcesSelected && hasMore
          ? { chosen: { all: addressOf(params) }, ids: selectedResources, count: total }
          : {
              chosen: { ids: selectedResources },
              ids: selectedResources,
              count: selectedResources.length,
            },
      );
      clearSelection();
    },
  });
  const chosenCount = allResourcesSelected && hasMore ? total : selectedResources.length;
  const table = (
    <IndexTable
      condensed={smDown}
      loading={loading}
      itemCount={rows.length}
      hasMoreItems={hasMore}
      paginatedSelectAllActionText={t("common.selectAll", {
        count: total,
        shown: format.counted(total),
      })}
      resourceName={{ singular: one, plural: many }}
      headings={headings}
      pagination={pagination}
      selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
      onSelectionChange={handleSelectionChange}
      promotedBulkActions={acts.map(bulk)}
      {...(moreActs.length > 0 ? { bulkActions: moreActs.map(bulk) } : {})}
      emptyState={
        <EmptySearchResult
          title={none}
          description={t("toImport.noneFoundHelp")}
          withIllustration
        />
      }
    >
      {rows.map((row, index) => (
        <IndexTable.Row
          key={row.id}
          id={row.id}
          position={index}
          selected={selectedResources.includes(row.id)}
          {...(isCritical?.(row) ? { tone: "critical" as const } : {})}
        >
          {smDown ? (
            <IndexTable.Cell>
              <div className="select-row">
                {block(row)}
                <div
                  role="presentation"
                  onClick={(event) => {
                    // The row's own click opens the record.
                    event.stopPropagation();
                  }}
                >
                  <Checkbox
                    label={t("common.select", { name: row.name ?? row.number ?? "" })}
                    labelHidden
                    checked={selectedResources.includes(row.id)}
                    onChange={(checked) => {
                      handleSelectionChange(SelectionType.Single, checked, row.id, index);
                    }}
                  />
                </div>
              </div>
            </IndexTable.Cell>
          ) : (
            cells(row)
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
  if (!smDown || rows.length === 0) return table;
  // Polaris offers no selection in a condensed table.
  return (
    <>
      <Box padding="300" borderBlockEndWidth="025" borderColor="border-secondary">
        <BlockStack gap="200">
          <Checkbox
            label={
              chosenCount > 0
                ? t("common.selected", { count: chosenCount, shown: format.counted(chosenCount) })
                : t("common.selectAll", { count: total, shown: format.counted(total) })
            }
            checked={chosenCount === 0 ? false : chosenCount === total ? true : "indeterminate"}
            onChange={(checked) => {
              handleSelectionChange(SelectionType.All, checked);
            }}
          />
          {chosenCount > 0 ? (
            <InlineStack gap="200">
              {[...acts, ...moreActs].map(bulk).map(({ content, onAction }) => (
                <Button key={content} onClick={onAction}>
                  {content}
                </Button>
              ))}
            </InlineStack>
          ) : null}
        </BlockStack>
      </Box>
      {table}
    </>
  );
}

/** What the list shows, whatever its page. */
function addressOf(params: URLSearchParams): string {
  const address = new URLSearchParams(params);
  address.delete("after");
  address.delete("before");
  return address.toString();
}
