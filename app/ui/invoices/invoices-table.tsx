import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OwnClicks } from "../list/own-clicks.tsx";
import { SelectableTable } from "../list/selectable-table.tsx";
import type { PostedTable } from "../shipments/posted-screen.tsx";
import { Reason } from "../shipments/reason.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { InvoiceRow } from "#app/domain/payments/views/invoice-list.server.ts";
import { paths } from "#app/lib/paths.ts";

/** A state with its reason needs room, or it becomes a tower. */
const WIDE = { minWidth: "18rem" };

export function InvoicesTable({
  rows,
  onRetry,
  onSkip,
  ...table
}: PostedTable & { rows: InvoiceRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = (row: InvoiceRow) => (
    <Link url={paths.invoice(row.id)} dataPrimaryLink monochrome removeUnderline>
      <Text as="span" fontWeight="semibold" breakWord>
        {row.number}
      </Text>
    </Link>
  );
  const order = (row: InvoiceRow) =>
    row.orderId ? (
      <OwnClicks>
        <Link url={paths.order(row.orderId)}>
          {row.orderName ?? row.orderId.replace(/^.*\//, "")}
        </Link>
      </OwnClicks>
    ) : (
      <Text as="span" tone="subdued">
        {t("shipments.noOrder")}
      </Text>
    );
  const ends = ["amount", "remaining"];
  return (
    <SelectableTable
      {...table}
      rows={rows}
      one={t("invoices.one")}
      many={t("invoices.many")}
      none={t("invoices.noneFound")}
      isCritical={(row) => row.state === "failed"}
      headings={[
        { id: "number", title: t("invoices.column.number") },
        ...(["order", "posted", "amount", "remaining", "status", "state"] as const).map((key) => ({
          id: key,
          title: t(`invoices.column.${key}`),
          ...(ends.includes(key) ? { alignment: "end" as const } : {}),
        })),
      ]}
      acts={[
        { content: t("invoices.retry"), act: onRetry },
        { content: t("invoices.skip"), act: onSkip },
      ]}
      block={(row) => (
        <Box width="100%">
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              {name(row)}
              <Text as="span" numeric>
                {format.money(row.gross, row.currency)}
              </Text>
            </InlineStack>
            <InlineStack align="space-between" gap="200">
              {order(row)}
              <Text as="span" tone="subdued">
                {format.time(row.postedAt)}
              </Text>
            </InlineStack>
            <Text as="span" tone="subdued">
              {t("invoices.column.remaining")}: {format.money(row.remaining, row.currency)}
            </Text>
            <InlineStack gap="100">
              <StateBadge group="invoice" value={row.status} />
              <StateBadge group="payment" value={row.state} />
            </InlineStack>
            <div className="cell-text">
              <OwnClicks>
                <Reason reason={row.reason} {...(row.orderId ? { here: row.orderId } : {})} />
              </OwnClicks>
            </div>
          </BlockStack>
        </Box>
      )}
      cells={(row) => (
        <>
          <IndexTable.Cell>{name(row)}</IndexTable.Cell>
          <IndexTable.Cell>{order(row)}</IndexTable.Cell>
          <IndexTable.Cell>{format.time(row.postedAt)}</IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {format.money(row.gross, row.currency)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {format.money(row.remaining, row.currency)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <StateBadge group="invoice" value={row.status} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-text" style={WIDE}>
              <BlockStack gap="100" inlineAlign="start">
                <StateBadge group="payment" value={row.state} />
                <OwnClicks>
                  <Reason reason={row.reason} {...(row.orderId ? { here: row.orderId } : {})} />
                </OwnClicks>
              </BlockStack>
            </div>
          </IndexTable.Cell>
        </>
      )}
    />
  );
}
