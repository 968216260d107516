import {
  BlockStack,
  Box,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  Text,
  useBreakpoints,
  type PaginationProps,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import { OwnClicks } from "./own-clicks.tsx";

export interface Column<T> {
  id: string;
  title: string;
  /** Numbers stand at the end of their column. */
  end?: boolean;
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  rows: T[];
  keyOf: (row: T) => string;
  /** The first column names the row. */
  columns: Column<T>[];
  one: string;
  many: string;
  none: { title: string; help: string };
  loading: boolean;
  pagination?: PaginationProps;
}

/** Records as a table; on a small screen as a list where each value stands behind its column's name. */
export function RecordTable<T>({
  rows,
  keyOf,
  columns,
  one,
  many,
  none,
  loading,
  pagination,
}: Props<T>) {
  const { smDown } = useBreakpoints();
  const [first, ...rest] = columns;
  if (!first) return null;
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      loading={loading}
      itemCount={rows.length}
      resourceName={{ singular: one, plural: many }}
      headings={[heading(first), ...rest.map(heading)]}
      emptyState={<EmptySearchResult title={none.title} description={none.help} withIllustration />}
      {...(pagination ? { pagination } : {})}
    >
      {rows.map((row, index) => (
        <IndexTable.Row key={keyOf(row)} id={keyOf(row)} position={index}>
          {smDown ? (
            <Box padding="300" width="100%">
              <BlockStack gap="100">
                {first.cell(row)}
                {rest.map((column) => (
                  <Pair key={column.id} title={column.title} value={own(column.cell(row))} />
                ))}
              </BlockStack>
            </Box>
          ) : (
            columns.map((column, at) => (
              <IndexTable.Cell key={column.id}>
                {column.end ? (
                  <Text as="span" alignment="end" numeric>
                    {column.cell(row)}
                  </Text>
                ) : (
                  <div className="cell-text">
                    {at === 0 ? column.cell(row) : own(column.cell(row))}
                  </div>
                )}
              </IndexTable.Cell>
            ))
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

const own = (value: ReactNode): ReactNode =>
  typeof value === "object" && value !== null ? <OwnClicks>{value}</OwnClicks> : value;

const heading = <T,>(column: Column<T>) => ({
  id: column.id,
  title: column.title,
  ...(column.end ? { alignment: "end" as const } : {}),
});

function Pair({ title, value }: { title: string; value: ReactNode }) {
  if (value === null || value === "") return null;
  return (
    <InlineStack align="space-between" gap="200" blockAlign="start">
      <Text as="span" tone="subdued">
        {title}
      </Text>
      <span className="wrap-anywhere">{value}</span>
    </InlineStack>
  );
}
