import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { listShipments } from "#app/erp/ledger/back-office/posted.server.ts";
import { LedgerList } from "#app/ui/ledger/ledger-list.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { listLedger } from "#app/web/ledger.server.ts";
import { paths } from "#app/lib/paths.ts";

const VIEWS: Record<string, { undone?: boolean }> = {
  posted: { undone: false },
  undone: { undone: true },
};

export function loader(args: LoaderFunctionArgs) {
  return listLedger(args, (scope, request, view) =>
    listShipments(scope, { ...request, ...VIEWS[view ?? ""] }),
  );
}

export default function Shipments() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <LedgerList
      {...useLoaderData<typeof loader>()}
      area="shipments"
      tabs={(["all", "posted", "undone"] as const).map((id) => ({
        id,
        label: id === "all" ? t("common.all") : t(`ledger.shipments.${id}`),
      }))}
      columns={[
        {
          id: "number",
          title: t("ledger.documents.number"),
          cell: (row) => (
            <Link url={paths.ledgerDocument(row.documentId)} dataPrimaryLink removeUnderline>
              <Text as="span" fontWeight="semibold">
                {row.number}
              </Text>
            </Link>
          ),
        },
        { id: "date", title: t("common.date"), cell: (row) => format.time(row.postedAt) },
        {
          id: "document",
          title: t("ledger.shipments.document"),
          cell: (row) => row.documentNumber,
        },
        { id: "order", title: t("ledger.documents.order"), cell: (row) => row.shopifyOrderNumber },
        { id: "customer", title: t("ledger.documents.customer"), cell: (row) => row.customer },
        { id: "agent", title: t("ledger.fact.agent"), cell: (row) => row.agent ?? "" },
        {
          id: "tracking",
          title: t("ledger.ship.numbers"),
          cell: (row) => row.trackingNumbers.join(", "),
        },
        {
          id: "state",
          title: t("common.state"),
          cell: (row) =>
            row.undone ? (
              <Badge tone="warning">{t("ledger.shipments.undone")}</Badge>
            ) : (
              <Badge tone="success">
                {t(row.receipt ? "ledger.shipments.receipt" : "ledger.shipments.posted")}
              </Badge>
            ),
        },
      ]}
    />
  );
}

export { ScreenError as ErrorBoundary };
