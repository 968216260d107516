import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Badge, Card, Link, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { listLedgerItems } from "#app/erp/ledger/back-office/items.server.ts";
import { ListFilters } from "#app/ui/list/list-filters.tsx";
import { useListParams } from "#app/ui/list/list-params.ts";
import { RecordTable } from "#app/ui/list/record-table.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { listRequest, readBooks } from "../app.ledger/books.server.ts";
import { blockedFilter } from "../app.ledger/page.ts";
import { visit } from "../app/visit.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url: { searchParams } }) => readBooks(shop, async (scope) => {
    const { rows, next } = await listLedgerItems(scope, { ...listRequest(searchParams), ...blockedFilter(searchParams.get("view")) });
    return { rows, next: next ?? null };
  }));
}

export default function Items() {
  const { rows, next } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListParams();
  const loading = useNavigation().state === "loading";
  return (
    <Page title={t("ledger.items.title")} subtitle={t("ledger.items.subtitle")} fullWidth primaryAction={{ content: t("ledger.items.add"), url: "/app/ledger/items/new" }}>
      <Card padding="0">
        <ListFilters param="view" loading={loading} placeholder={t("ledger.items.search")} tabs={(["all", "active", "blocked"] as const).map((id) => ({ id, label: t(`ledger.view.${id}`) }))} />
        <RecordTable
          rows={rows} keyOf={(row) => row.id} loading={loading} one={t("ledger.items.one")} many={t("ledger.items.many")} none={{ title: t("ledger.items.none"), help: t("ledger.items.noneHelp") }}
          pagination={list.pagination(next)}
          columns={[
            { id: "number", title: t("ledger.item.number"), cell: (row) => <Link url={`/app/ledger/items/${row.id}`} dataPrimaryLink removeUnderline><Text as="span" fontWeight="semibold">{row.number}</Text></Link> },
            { id: "description", title: t("ledger.item.description"), cell: (row) => row.description },
            { id: "barcode", title: t("ledger.item.barcode"), cell: (row) => row.barcode },
            { id: "price", title: t("ledger.item.price"), end: true, cell: (row) => (row.price === null ? null : row.currency ? format.money(row.price, row.currency) : format.decimal(row.price)) },
            { id: "stock", title: t("ledger.item.onHand"), end: true, cell: (row) => (row.stocked ? format.decimal(row.onHand) : t("ledger.item.service")) },
            { id: "state", title: t("common.state"), cell: (row) => (row.blocked ? <Badge tone="warning">{t("ledger.blocked")}</Badge> : <Badge tone="success">{t("ledger.active")}</Badge>) },
          ]}
        />
      </Card>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
