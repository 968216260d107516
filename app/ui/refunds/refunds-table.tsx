import {
  BlockStack,
  Box,
  IndexTable,
  InlineStack,
  Link,
  Text,
  type PaginationProps,
} from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OwnClicks } from "../list/own-clicks.tsx";
import { SelectableTable, type Choice } from "../list/selectable-table.tsx";
import { Reason } from "../shipments/reason.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { RefundRow } from "#app/domain/refunds/views/refund-list.server.ts";
import { paths } from "#app/lib/paths.ts";

/** A state with its reason needs room, or it becomes a tower. */
const WIDE = { minWidth: "18rem" };

export function RefundsTable({
  rows,
  onCreate,
  ...table
}: {
  rows: RefundRow[];
  total: number;
  loading: boolean;
  pagination: PaginationProps;
  onCreate: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = (row: RefundRow) => (
    <Link url={paths.refund(row.id)} dataPrimaryLink monochrome removeUnderline>
      <Text as="span" fontWeight="semibold">
        {t("refunds.of", { at: format.time(row.at) })}
      </Text>
    </Link>
  );
  const order = (row: RefundRow) => (
    <OwnClicks>
      <Link url={paths.order(row.orderId)}>{row.orderName}</Link>
    </OwnClicks>
  );
  const why = (row: RefundRow) => (
    <OwnClicks>
      <Reason reason={row.reason} here={row.orderId} brief={row.state !== "problem"} />
    </OwnClicks>
  );
  return (
    <SelectableTable
      {...table}
      rows={rows}
      one={t("refunds.one")}
      many={t("refunds.many")}
      none={t("refunds.noneFound")}
      isCritical={(row) => row.state === "problem"}
      headings={[
        { id: "refund", title: t("refunds.column.refund") },
        { id: "order", title: t("common.order") },
        { id: "amount", title: t("refunds.column.amount"), alignment: "end" },
        { id: "state", title: t("refunds.column.state") },
        { id: "document", title: t("refunds.column.document") },
      ]}
      acts={[{ content: t("refunds.create.creditMemo"), act: onCreate }]}
      block={(row) => (
        <Box width="100%">
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              {name(row)}
              <Text as="span" numeric>
                {format.money(row.amount, row.currency)}
              </Text>
            </InlineStack>
            <InlineStack align="space-between" gap="200">
              {order(row)}
              <Text as="span" tone="subdued">
                {row.documentNumber ?? ""}
              </Text>
            </InlineStack>
            <InlineStack>
              <StateBadge group="refund" value={row.state} />
            </InlineStack>
            <div className="cell-text">{why(row)}</div>
          </BlockStack>
        </Box>
      )}
      cells={(row) => (
        <>
          <IndexTable.Cell>{name(row)}</IndexTable.Cell>
          <IndexTable.Cell>{order(row)}</IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {format.money(row.amount, row.currency)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-text" style={WIDE}>
              <BlockStack gap="100" inlineAlign="start">
                <StateBadge group="refund" value={row.state} />
                {why(row)}
              </BlockStack>
            </div>
          </IndexTable.Cell>
          <IndexTable.Cell>{row.documentNumber ?? ""}</IndexTable.Cell>
        </>
      )}
    />
  );
}
