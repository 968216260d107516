import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { BlockStack, Card, Link, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useListParams } from "#app/ui/list/list-params.ts";
import { LogFilters } from "#app/ui/logs/log-filters.tsx";
import { LogTable } from "#app/ui/logs/log-table.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { logEntries } from "#app/domain/logs/views/log-list.server.ts";
import { paths } from "#app/lib/paths.ts";

/** What narrows a log. */
const FILTERS = ["q", "order", "result", "from", "to", "run"];

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => logEntries(shop, url.searchParams));
}

/** What came in from Shopify, what went out, and the runs. Personal data and secrets are masked before anything is stored. */
export default function Logs() {
  const { log, keptDays, logMode, entries, next, previous } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const list = useListParams();
  const loading = useNavigation().state === "loading";
  return (
    <Page title={t("logs.title")} subtitle={t("logs.subtitle")} fullWidth>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="100">
            <Text as="p">
              {t("logs.kept", { count: keptDays })} {t(`logs.masked.${log}`)}
            </Text>
            {log === "api" ? (
              <Text as="p">
                {t(`logs.mode.${logMode}`)}{" "}
                <Link url={paths.setting("logMode")}>{t("logs.changeMode")}</Link>
              </Text>
            ) : null}
          </BlockStack>
        </Card>
        <Card padding="0">
          <LogFilters log={log} loading={loading} />
          <LogTable
            entries={entries}
            filtered={FILTERS.some((key) => list.params.has(key))}
            loading={loading}
            pagination={list.pagination({ next, previous })}
          />
        </Card>
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
