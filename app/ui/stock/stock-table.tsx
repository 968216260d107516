import { BlockStack, Link, Text, type PaginationProps } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { RecordTable } from "../list/record-table.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { StockRow } from "#app/domain/stock/views/stock-screen.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

export function StockTable({
  rows,
  loading,
  pagination,
}: {
  rows: StockRow[];
  loading: boolean;
  pagination: PaginationProps;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (value: number | null) => (value === null ? "–" : format.count(value));
  return (
    <RecordTable
      rows={rows}
      keyOf={({ key }) => key}
      one={t("stock.one")}
      many={t("stock.many")}
      none={{ title: t("stock.noneFound"), help: t("toImport.noneFoundHelp") }}
      loading={loading}
      pagination={pagination}
      columns={[
        { id: "item", title: t("stock.column.item"), cell: (row) => <Item {...row} /> },
        { id: "location", title: t("stock.column.location"), cell: ({ location }) => location },
        {
          id: "state",
          title: t("common.state"),
          cell: ({ state }) => <StateBadge group="stock" value={state} />,
        },
        {
          id: "erp",
          title: t("stock.column.erp"),
          end: true,
          cell: ({ erp }) => (erp === null ? "–" : format.decimal(erp)),
        },
        {
          id: "shopify",
          title: t("stock.column.shopify"),
          end: true,
          cell: ({ shopify }) => count(shopify),
        },
        {
          id: "wanted",
          title: t("stock.column.wanted"),
          end: true,
          cell: ({ wanted }) => count(wanted),
        },
        {
          id: "difference",
          title: t("stock.column.difference"),
          end: true,
          cell: ({ difference }) => count(difference),
        },
        {
          id: "sent",
          title: t("stock.column.sent"),
          cell: ({ sent }) =>
            sent === null
              ? "–"
              : `${format.count(sent.quantity)}${format.between}${format.time(sent.at)}`,
        },
        { id: "why", title: t("stock.column.why"), cell: (row) => <Why {...row} /> },
      ]}
    />
  );
}

function Item({ title, sku, erpNumber }: StockRow) {
  const format = useFormat();
  const numbers = [...new Set([sku, erpNumber].filter(Boolean))].join(format.between);
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold" breakWord>
        {title}
      </Text>
      <Text as="span" tone="subdued" breakWord>
        {numbers}
      </Text>
    </BlockStack>
  );
}

function Why({ reason, message, notInErp, taskId }: StockRow) {
  const { t } = useTranslation();
  const known = useKnownText();
  return (
    <BlockStack>
      <Text as="span" breakWord>
        {reason === "refused"
          ? t("stock.reason.refused", { message })
          : known("stock.reason", reason, reason)}
      </Text>
      {notInErp > 0 ? (
        <Text as="span" tone="subdued">
          {t("stock.notInErp", { count: notInErp })}
        </Text>
      ) : null}
      {taskId === null ? null : (
        <Link url={withQuery(paths.tasks, { state: "attention" })}>{t("stock.openTask")}</Link>
      )}
    </BlockStack>
  );
}
