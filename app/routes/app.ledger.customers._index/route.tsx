import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Badge, Card, Link, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { listCustomers } from "#app/erp/ledger/back-office/customers.server.ts";
import { ListFilters } from "#app/ui/list/list-filters.tsx";
import { useListParams } from "#app/ui/list/list-params.ts";
import { RecordTable } from "#app/ui/list/record-table.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { listRequest, readBooks } from "../app.ledger/books.server.ts";
import { blockedFilter } from "../app.ledger/page.ts";
import { visit } from "../app/visit.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url: { searchParams } }) => readBooks(shop, async (scope) => {
    const { rows, next } = await listCustomers(scope, { ...listRequest(searchParams), ...blockedFilter(searchParams.get("view")) });
    return { rows, next: next ?? null };
  }));
}

export default function Customers() {
  const { rows, next } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const list = useListParams();
  const loading = useNavigation().state === "loading";
  return (
    <Page title={t("ledger.customers.title")} subtitle={t("ledger.customers.subtitle")} fullWidth primaryAction={{ content: t("ledger.customers.add"), url: "/app/ledger/customers/new" }}>
      <Card padding="0">
        <ListFilters param="view" loading={loading} placeholder={t("ledger.customers.search")} tabs={(["all", "active", "blocked"] as const).map((id) => ({ id, label: t(`ledger.view.${id}`) }))} />
        <RecordTable
          rows={rows} keyOf={(row) => row.id} loading={loading} one={t("ledger.customers.one")} many={t("ledger.customers.many")} none={{ title: t("ledger.customers.none"), help: t("ledger.customers.noneHelp") }}
          pagination={list.pagination(next)}
          columns={[
            { id: "name", title: t("ledger.customer.name"), cell: (row) => <Link url={`/app/ledger/customers/${row.id}`} dataPrimaryLink removeUnderline><Text as="span" fontWeight="semibold">{row.name}</Text></Link> },
            { id: "number", title: t("ledger.customer.number"), cell: (row) => row.number },
            { id: "email", title: t("ledger.customer.email"), cell: (row) => row.email },
            { id: "city", title: t("ledger.customer.city"), cell: (row) => [row.city, row.countryCode].filter((part) => part !== "").join(", ") },
            { id: "state", title: t("common.state"), cell: (row) => (row.blocked ? <Badge tone="warning">{t("ledger.blocked")}</Badge> : <Badge tone="success">{t("ledger.active")}</Badge>) },
          ]}
        />
      </Card>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
