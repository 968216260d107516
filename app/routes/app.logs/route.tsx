import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Card, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ListFilters } from "#app/ui/list/list-filters.tsx";
import { useListParams } from "#app/ui/list/list-params.ts";
import { LogTable } from "#app/ui/logs/log-table.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { visit } from "../app/visit.server.ts";
import { logEntries } from "./list.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url }) => logEntries(shop, url.searchParams));
}

/** What came in from Shopify, what went out, and the syncs. Personal data and secrets are masked before anything is stored. */
export default function Logs() {
  const { log, logs, entries, next } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const list = useListParams();
  const loading = useNavigation().state === "loading";
  return (
    <Page title={t("logs.title")} subtitle={t("logs.subtitle")} fullWidth>
      <Card padding="0">
        <ListFilters param="log" tabs={logs.map((id) => ({ id, label: t(`logs.tab.${id}`) }))} placeholder={t(`logs.search.${log}`)} loading={loading} />
        <LogTable entries={entries} loading={loading} next={next} hasPrevious={list.params.has("after")} onNext={() => { if (next) list.page(next); }} onPrevious={list.back} />
      </Card>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
