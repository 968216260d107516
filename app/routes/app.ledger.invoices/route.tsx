import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Link, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { listInvoices } from "#app/erp/ledger/back-office/posted.server.ts";
import { InvoiceStatus } from "#app/ui/ledger/invoice-status.tsx";
import { LedgerList } from "#app/ui/ledger/ledger-list.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { listLedger } from "#app/web/ledger.server.ts";
import { paths } from "#app/lib/paths.ts";

const STATUSES = ["posted", "paid", "cancelled"];

/** `view` is a status. */
export function loader(args: LoaderFunctionArgs) {
  return listLedger(args, (scope, request, view) => {
    const status = STATUSES.find((name) => name === view);
    return listInvoices(scope, { ...request, ...(status ? { status } : {}) });
  });
}

export default function Invoices() {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  return (
    <LedgerList
      {...useLoaderData<typeof loader>()}
      area="invoices"
      tabs={(["all", "posted", "paid"] as const).map((id) => ({
        id,
        label: id === "all" ? t("common.all") : t(`ledger.invoices.status.${id}`),
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
        {
          id: "kind",
          title: t("ledger.documents.kind"),
          cell: (row) => known("state.kind", row.kind, row.kind),
        },
        { id: "date", title: t("common.date"), cell: (row) => format.time(row.postedAt) },
        {
          id: "document",
          title: t("ledger.shipments.document"),
          cell: (row) => row.documentNumber,
        },
        { id: "order", title: t("ledger.documents.order"), cell: (row) => row.shopifyOrderNumber },
        { id: "customer", title: t("ledger.documents.customer"), cell: (row) => row.customer },
        {
          id: "state",
          title: t("common.state"),
          cell: (row) => <InvoiceStatus status={row.status} />,
        },
        {
          id: "total",
          title: t("common.total"),
          end: true,
          cell: (row) => format.money(row.gross, row.currency),
        },
        {
          id: "remaining",
          title: t("ledger.invoices.remaining"),
          end: true,
          cell: (row) => format.money(row.remaining, row.currency),
        },
        {
          id: "payments",
          title: t("ledger.invoices.paymentLines"),
          cell: (row) =>
            row.kind === "salesInvoice" ? (
              <Link
                url={paths.invoice(row.id)}
                accessibilityLabel={t("ledger.invoices.paymentLinesOf", { number: row.number })}
              >
                {t("ledger.invoices.paymentLines")}
              </Link>
            ) : (
              ""
            ),
        },
      ]}
    />
  );
}

export { ScreenError as ErrorBoundary };
