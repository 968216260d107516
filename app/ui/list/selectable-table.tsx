import {
  EmptySearchResult,
  IndexTable,
  useBreakpoints,
  useIndexResourceState,
  type IndexTableProps,
  type PaginationProps,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface BulkAct {
  content: string;
  act: (ids: string[]) => void;
}

interface Props<Row> {
  rows: Row[];
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
export function SelectableTable<Row extends { id: string }>({
  rows,
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
  const { smDown } = useBreakpoints();
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(rows as (Row & { [key: string]: unknown })[]);
  const bulk = ({ content, act }: BulkAct) => ({
    content,
    onAction: () => {
      act(selectedResources);
      clearSelection();
    },
  });
  return (
    <IndexTable
      condensed={smDown}
      loading={loading}
      itemCount={rows.length}
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
          {smDown ? <IndexTable.Cell>{block(row)}</IndexTable.Cell> : cells(row)}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
