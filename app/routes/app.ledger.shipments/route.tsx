import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Badge, Card, Link, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { listShipments } from "#app/erp/ledger/back-office/posted.server.ts";
import { ListFilters } from "#app/ui/list/list-filters.tsx";
import { useListParams } from "#app/ui/list/list-params.ts";
import { RecordTable } from "#app/ui/list/record-table.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { listRequest, readBooks } from "../app.ledger/books.server.ts";
import { visit } from "../app/visit.server.ts";

const VIEWS: Record<string, { undone?: boolean }> = { posted: { undone: false }, undone: { undone: true } };

/** `view` is posted or undone, `q` the search, `after` the place. */
export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url: { searchParams } }) => readBooks(shop, async (scope) => {
    const { rows, next } = await listShipments(scope, { ...listRequest(searchParams), ...VIEWS[searchParams.get("view") ?? ""] });
    return { rows, next: next ?? null };
  }));
}

export default function Shipments() {
  const { rows, next } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListParams();
  const loading = useNavigation().state === "loading";
  return (
    <Page title={t("ledger.shipments.title")} subtitle={t("ledger.shipments.subtitle")} fullWidth>
      <Card padding="0">
        <ListFilters param="view" loading={loading} placeholder={t("ledger.shipments.search")} tabs={(["all", "posted", "undone"] as const).map((id) => ({ id, label: id === "all" ? t("common.all") : t(`ledger.shipments.${id}`) }))} />
        <RecordTable
          rows={rows} keyOf={(row) => row.id} loading={loading} one={t("ledger.shipments.one")} many={t("ledger.shipments.many")} none={{ title: t("ledger.shipments.none"), help: t("ledger.shipments.noneHelp") }}
          pagination={list.pagination(next)}
          columns={[
            { id: "number", title: t("ledger.documents.number"), cell: (row) => <Link url={`/app/ledger/documents/${row.documentId}`} dataPrimaryLink removeUnderline><Text as="span" fontWeight="semibold">{row.number}</Text></Link> },
            { id: "date", title: t("common.date"), cell: (row) => format.time(row.postedAt) },
            { id: "document", title: t("ledger.shipments.document"), cell: (row) => row.documentNumber },
            { id: "order", title: t("ledger.documents.order"), cell: (row) => row.shopifyOrderNumber },
            { id: "customer", title: t("ledger.documents.customer"), cell: (row) => row.customer },
            { id: "agent", title: t("ledger.fact.agent"), cell: (row) => row.agent ?? "" },
            { id: "tracking", title: t("ledger.ship.numbers"), cell: (row) => row.trackingNumbers.join(", ") },
            { id: "state", title: t("common.state"), cell: (row) => (row.undone ? <Badge tone="warning">{t("ledger.shipments.undone")}</Badge> : <Badge tone="success">{t("ledger.shipments.posted")}</Badge>) },
          ]}
        />
      </Card>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
