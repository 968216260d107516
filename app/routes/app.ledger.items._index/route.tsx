import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { listLedgerItems } from "#app/erp/ledger/back-office/items.server.ts";
import { LedgerList } from "#app/ui/ledger/ledger-list.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { blockedFilter, listLedger } from "#app/web/ledger.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return listLedger(args, (scope, request, view) =>
    listLedgerItems(scope, { ...request, ...blockedFilter(view) }),
  );
}

export default function Items() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <LedgerList
      {...useLoaderData<typeof loader>()}
      area="items"
      addPath={paths.ledgerItem("new")}
      tabs={(["all", "active", "blocked"] as const).map((id) => ({
        id,
        label: t(`ledger.view.${id}`),
      }))}
      columns={[
        {
          id: "number",
          title: t("ledger.item.number"),
          cell: (row) => (
            <Link url={paths.ledgerItem(row.id)} dataPrimaryLink removeUnderline>
              <Text as="span" fontWeight="semibold">
                {row.number}
              </Text>
            </Link>
          ),
        },
        { id: "description", title: t("ledger.item.description"), cell: (row) => row.description },
        { id: "barcode", title: t("ledger.item.barcode"), cell: (row) => row.barcode },
        {
          id: "price",
          title: t("ledger.item.price"),
          end: true,
          cell: (row) =>
            row.price === null
              ? null
              : row.currency
                ? format.money(row.price, row.currency)
                : format.decimal(row.price),
        },
        {
          id: "stock",
          title: t("ledger.item.onHand"),
          end: true,
          cell: (row) => (row.stocked ? format.decimal(row.onHand) : t("ledger.item.service")),
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
