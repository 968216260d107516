import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Button, Card, EmptyState, Page, Pagination } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { z } from "zod";
import type { Outcome } from "#app/ui/outcome.ts";
import { useListParams } from "#app/ui/list/list-params.ts";
import { byKind } from "#app/ui/problems/by-kind.ts";
import { InformationCard } from "#app/ui/problems/information.tsx";
import { ProblemCluster } from "#app/ui/problems/problem-cluster.tsx";
import { ProblemGroup } from "#app/ui/problems/problem-group.tsx";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useAct } from "#app/ui/use-act.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { problemsScreen } from "#app/domain/attention/views/problem-list.server.ts";
import { retryCause } from "#app/domain/attention/retry-cause.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => problemsScreen(shop, url.searchParams));
}

const body = z.object({ intent: z.literal("retry"), cause: z.string() });

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const { cause } = await readJson(request, body);
    return { done: "problems.done.retry", count: await retryCause(shop, cause, actor) };
  });
}

export default function Problems() {
  const { groups, kind, information, next, previous } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  const retry = (cause: string) => {
    act({ intent: "retry", cause });
  };
  return (
    <Page
      title={t("problems.title")}
      subtitle={t("problems.subtitle")}
      secondaryActions={[
        { content: t("problems.tasks"), url: withQuery(paths.tasks, { state: "causes" }) },
      ]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {kind === null ? null : (
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <Button url={paths.problems}>{t("problems.all")}</Button>
          </Box>
        )}
        {groups.length === 0 ? (
          <Card>
            <EmptyState heading={t("problems.empty")} image="">
              <p>{t("problems.emptyHelp")}</p>
            </EmptyState>
          </Card>
        ) : null}
        {byKind(groups).map((alike) => {
          const [group] = alike;
          return alike.length > 1 ? (
            <ProblemCluster key={group.kind} groups={alike} busy={busy} onRetry={retry} />
          ) : (
            <ProblemGroup
              key={group.kind + group.cause}
              group={group}
              busy={busy}
              onRetry={() => {
                retry(group.cause);
              }}
            />
          );
        })}
        {next !== null || previous !== null ? (
          <Pagination {...list.pagination({ next, previous })} />
        ) : null}
        <InformationCard information={information} />
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
