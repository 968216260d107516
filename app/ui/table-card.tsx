import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface TableColumn<Row> {
  title: string;
  /** Numbers stand at the end of their cell. */
  number?: boolean;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  title: string;
  /** What stands in place of a table without rows. */
  none?: string;
  rows: readonly Row[];
  keyOf: (row: Row, at: number) => string;
  /** The first names the row. */
  columns: readonly TableColumn<Row>[];
  children?: ReactNode;
}

/** A card with a table that becomes a list on a narrow screen. */
export function TableCard<Row>({ title, none, rows, keyOf, columns, children }: Props<Row>) {
  const [name, ...others] = columns;
  const numeric = ({ number }: TableColumn<Row>) => (number ? { className: "number" } : {});
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {rows.length === 0 && none !== undefined ? (
          <Text as="p" tone="subdued">
            {none}
          </Text>
        ) : (
          <table className="plain-table as-list">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.title} scope="col" {...numeric(column)}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={keyOf(row, at)}>
                  <th scope="row">{name?.cell(row)}</th>
                  {others.map((column) => (
                    <td key={column.title} data-label={column.title} {...numeric(column)}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {children}
      </BlockStack>
    </Card>
  );
}

/** What names a row: its title, and what tells it from others under it. */
export function RowName({ title, detail = "" }: { title: string; detail?: string }) {
  return (
    <BlockStack>
      <Text as="span" fontWeight="medium" breakWord>
        {title}
      </Text>
      {detail === "" ? null : (
        <Text as="span" tone="subdued" breakWord>
          {detail}
        </Text>
      )}
    </BlockStack>
  );
}
