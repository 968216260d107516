import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { listCustomers } from "#app/erp/ledger/back-office/customers.server.ts";
import { LedgerList } from "#app/ui/ledger/ledger-list.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { blockedFilter, listLedger } from "#app/web/ledger.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return listLedger(args, (scope, request, view) =>
    listCustomers(scope, { ...request, ...blockedFilter(view) }),
  );
}

export default function Customers() {
  const { t } = useTranslation();
  return (
    <LedgerList
      {...useLoaderData<typeof loader>()}
      area="customers"
      addPath={paths.ledgerCustomer("new")}
      tabs={(["all", "active", "blocked"] as const).map((id) => ({
        id,
        label: t(`ledger.view.${id}`),
      }))}
      columns={[
        {
          id: "name",
          title: t("ledger.customer.name"),
          cell: (row) => (
            <Link url={paths.ledgerCustomer(row.id)} dataPrimaryLink removeUnderline>
              <Text as="span" fontWeight="semibold">
                {row.name}
              </Text>
            </Link>
          ),
        },
        { id: "number", title: t("ledger.customer.number"), cell: (row) => row.number },
        { id: "email", title: t("ledger.customer.email"), cell: (row) => row.email },
        {
          id: "city",
          title: t("ledger.customer.city"),
          cell: (row) => [row.city, row.countryCode].filter((part) => part !== "").join(", "),
        },
        {
          id: "state",
          title: t("common.state"),
          cell: (row) =>
            row.blocked ? (
              <Badge tone="warning">{t("ledger.blocked")}</Badge>
            ) : (
              <Badge tone="success">{t("ledger.active")}</Badge>
            ),
        },
      ]}
    />
  );
}

export { ScreenError as ErrorBoundary };
