import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Card, ChoiceList, EmptyState, Link, Page, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "#app/ui/list/list-filters.tsx";
import { useListParams } from "#app/ui/list/list-params.ts";
import { RecordTable } from "#app/ui/list/record-table.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { DOCUMENT_KINDS } from "#app/erp/port/documents.ts";
import { statusWord } from "#app/ui/document-status.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { readLedger } from "#app/web/ledger.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { documentsScreen } from "./list.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) =>
    readLedger(shop, (scope) => documentsScreen(scope, url.searchParams)),
  );
}

const KINDS = DOCUMENT_KINDS;

export default function Documents() {
  const { documents, counts, ...page } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const list = useListParams();
  const loading = useNavigation().state === "loading";
  const kind = list.params.get("kind");
  const customer = list.params.get("customer");
  const clear = () => {
    list.change({ kind: null, customer: null });
  };
  return (
    <Page title={t("ledger.documents.title")} subtitle={t("ledger.documents.subtitle")} fullWidth>
      <Card padding="0">
        {counts.all === 0 ? (
          <EmptyState heading={t("ledger.documents.empty")} image="">
            <p>{t("ledger.documents.emptyHelp")}</p>
          </EmptyState>
        ) : (
          <>
            <ListFilters
              param="state"
              loading={loading}
              placeholder={t("ledger.documents.search")}
              tabs={(["all", "open", "released", "posted", "cancelled"] as const).map((id) => ({
                id,
                label: id === "all" ? t("common.all") : t(`state.ledger.${id}`),
                count: counts[id],
              }))}
              filters={[
                {
                  key: "kind",
                  label: t("ledger.documents.kind"),
                  shortcut: true,
                  filter: (
                    <ChoiceList
                      title={t("ledger.documents.kind")}
                      titleHidden
                      choices={KINDS.map((value) => ({ value, label: t(`state.kind.${value}`) }))}
                      selected={kind ? [kind] : []}
                      onChange={([value]) => {
                        list.change({ kind: value ?? null });
                      }}
                    />
                  ),
                },
              ]}
              appliedFilters={[
                ...(kind
                  ? [
                      {
                        key: "kind",
                        label: known("state.kind", kind, kind),
                        onRemove: () => {
                          list.change({ kind: null });
                        },
                      },
                    ]
                  : []),
                ...(customer
                  ? [
                      {
                        key: "customer",
                        label: t("ledger.documents.ofCustomer", {
                          name: documents[0]?.customer ?? "–",
                        }),
                        onRemove: () => {
                          list.change({ customer: null });
                        },
                      },
                    ]
                  : []),
              ]}
              onClearAll={clear}
            />
            <RecordTable
              rows={documents}
              keyOf={(row) => row.id}
              loading={loading}
              one={t("ledger.documents.one")}
              many={t("ledger.documents.many")}
              none={{ title: t("ledger.documents.none"), help: t("ledger.noneHelp") }}
              pagination={list.pagination(page)}
              columns={[
                {
                  id: "number",
                  title: t("ledger.documents.number"),
                  cell: (row) => (
                    <Link url={paths.ledgerDocument(row.id)} dataPrimaryLink removeUnderline>
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
                {
                  id: "date",
                  title: t("common.date"),
                  cell: (row) => format.plainDay(row.documentDate),
                },
                {
                  id: "customer",
                  title: t("ledger.documents.customer"),
                  cell: (row) => row.customer,
                },
                {
                  id: "order",
                  title: t("ledger.documents.order"),
                  cell: (row) => row.shopifyOrderNumber,
                },
                {
                  id: "state",
                  title: t("common.state"),
                  cell: (row) => <StateBadge group="ledger" value={statusWord(row)} />,
                },
                {
                  id: "total",
                  title: t("common.total"),
                  end: true,
                  cell: (row) => format.money(row.gross, row.currency),
                },
              ]}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
