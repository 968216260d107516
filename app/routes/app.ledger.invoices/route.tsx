import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Card, Link, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { listInvoices } from "#app/erp/ledger/back-office/posted.server.ts";
import { InvoiceStatus } from "#app/ui/ledger/invoice-status.tsx";
import { ListFilters } from "#app/ui/list/list-filters.tsx";
import { useListParams } from "#app/ui/list/list-params.ts";
import { RecordTable } from "#app/ui/list/record-table.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { listRequest, readBooks } from "../app.ledger/books.server.ts";
import { visit } from "../app/visit.server.ts";

const STATUSES = ["posted", "paid", "cancelled"];

/** `view` is a status, `q` the search, `after` the place. */
export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url: { searchParams } }) => readBooks(shop, async (scope) => {
    const status = STATUSES.find((name) => name === searchParams.get("view"));
    const { rows, next } = await listInvoices(scope, { ...listRequest(searchParams), ...(status ? { status } : {}) });
    return { rows, next: next ?? null };
  }));
}

export default function Invoices() {
  const { rows, next } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListParams();
  const loading = useNavigation().state === "loading";
  return (
    <Page title={t("ledger.invoices.title")} subtitle={t("ledger.invoices.subtitle")} fullWidth>
      <Card padding="0">
        <ListFilters param="view" loading={loading} placeholder={t("ledger.invoices.search")} tabs={["all", "posted", "paid"].map((id) => ({ id, label: id === "all" ? t("common.all") : t(`ledger.invoices.status.${id}`) }))} />
        <RecordTable
          rows={rows} keyOf={(row) => row.id} loading={loading} one={t("ledger.invoices.one")} many={t("ledger.invoices.many")} none={{ title: t("ledger.invoices.none"), help: t("ledger.invoices.noneHelp") }}
          pagination={list.pagination(next)}
          columns={[
            { id: "number", title: t("ledger.documents.number"), cell: (row) => <Link url={`/app/ledger/documents/${row.documentId}`} dataPrimaryLink removeUnderline><Text as="span" fontWeight="semibold">{row.number}</Text></Link> },
            { id: "kind", title: t("ledger.documents.kind"), cell: (row) => t(`state.kind.${row.kind}`, { defaultValue: row.kind }) },
            { id: "date", title: t("common.date"), cell: (row) => format.time(row.postedAt) },
            { id: "document", title: t("ledger.shipments.document"), cell: (row) => row.documentNumber },
            { id: "order", title: t("ledger.documents.order"), cell: (row) => row.shopifyOrderNumber },
            { id: "customer", title: t("ledger.documents.customer"), cell: (row) => row.customer },
            { id: "state", title: t("common.state"), cell: (row) => <InvoiceStatus status={row.status} /> },
            { id: "total", title: t("common.total"), end: true, cell: (row) => format.money(row.gross, row.currency) },
            { id: "remaining", title: t("ledger.invoices.remaining"), end: true, cell: (row) => format.money(row.remaining, row.currency) },
            { id: "payments", title: t("ledger.invoices.paymentLines"), cell: (row) => (row.kind === "salesInvoice" ? <Link url={`/app/invoices/${row.id}`} accessibilityLabel={t("ledger.invoices.paymentLinesOf", { number: row.number })}>{t("ledger.invoices.paymentLines")}</Link> : "") },
          ]}
        />
      </Card>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
