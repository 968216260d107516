import { ConnectionId } from "#app/lib/ids.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Card, Page, BlockStack, EmptyState } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { z } from "zod";
import {
  pauseConnection,
  resumeConnection,
} from "#app/domain/erp-connections/pause-connection.server.ts";
import { retryGroup, retryTask } from "#app/tasks/task-actions.server.ts";
import { useListParams } from "#app/ui/list/list-params.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { useErpName } from "#app/ui/erp/erp-name.ts";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { CauseGroups } from "#app/ui/tasks/cause-groups.tsx";
import { TaskFilters } from "#app/ui/tasks/task-filters.tsx";
import { TasksTable } from "#app/ui/tasks/tasks-table.tsx";
import { useAct } from "#app/ui/use-act.ts";
import { useRefreshWhile } from "#app/ui/use-refresh-while.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { tasksScreen } from "#app/domain/attention/views/task-list.server.ts";
import { skipCause, skipOne } from "#app/domain/attention/skip-tasks.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => tasksScreen(shop, url.searchParams));
}

const reason = z.string().max(300);
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("retry"), id: z.string() }),
  z.object({ intent: z.literal("retryGroup"), cause: z.string() }),
  z.object({ intent: z.literal("skip"), id: z.string(), reason }),
  z.object({ intent: z.literal("skipGroup"), cause: z.string(), reason }),
  z.object({ intent: z.literal("pause"), id: ConnectionId, reason }),
  z.object({ intent: z.literal("resume"), id: ConnectionId }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    switch (sent.intent) {
      case "retryGroup":
        return { done: "tasks.done.retryGroup", count: await retryGroup(shop, sent.cause, actor) };
      case "skipGroup": {
        if (sent.reason.trim() === "") return { refused: "tasks.refused.reason-missing" };
        return {
          done: "tasks.done.skipGroup",
          count: await skipCause(shop, sent.cause, sent.reason, actor),
        };
      }
      case "pause":
        return (await pauseConnection(shop, sent.id, sent.reason))
          ? { done: "connection.done.pause" }
          : { refused: "connection.refused.not-found" };
      case "resume":
        return (await resumeConnection(shop, sent.id))
          ? { done: "connection.done.resume" }
          : { refused: "connection.refused.not-found" };
      case "retry":
      case "skip": {
        const result =
          sent.intent === "retry"
            ? await retryTask(shop, sent.id, actor)
            : await skipOne(shop, sent.id, sent.reason, actor);
        return result.ok
          ? { done: `tasks.done.${sent.intent}` }
          : { refused: `tasks.refused.${result.error.kind}` };
      }
    }
  });
}

/** What a reason is being asked for: `count` tasks are put aside, or a connection rests. */
type Asked =
  | { intent: "skip" | "pause"; id: string; count: 1 }
  | { intent: "skipGroup"; cause: string; count: number };

export default function Tasks() {
  const data = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const erpName = useErpName();
  const navigation = useNavigation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  const [asked, setAsked] = useState<Asked | null>(null);
  useRefreshWhile(data.moving);
  const loading =
    busy || (navigation.state === "loading" && navigation.location.pathname === paths.tasks);
  const empty = data.counts.all === 0;
  const words = asked?.intent === "pause" ? "connection.pause" : "tasks.skip";
  return (
    <Page
      title={t("tasks.title")}
      subtitle={t("tasks.subtitle")}
      fullWidth
      secondaryActions={[
        { content: t("tasks.skippedRecords"), url: paths.skipped },
        ...data.connections.map(({ id, title, pausedAt }) =>
          pausedAt === null
            ? {
                content: t("tasks.pause", { title: erpName(title) }),
                onAction: () => {
                  setAsked({ intent: "pause", id, count: 1 });
                },
              }
            : {
                content: t("tasks.resume", { title: erpName(title) }),
                onAction: () => {
                  act({ intent: "resume", id });
                },
              },
        ),
      ]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <Card padding="0">
          {empty ? (
            <EmptyState heading={t("tasks.empty")} image="">
              <p>{t("tasks.emptyHelp")}</p>
            </EmptyState>
          ) : (
            <>
              <TaskFilters counts={data.counts} groups={data.groups} loading={loading} />
              {list.params.get("state") === "causes" ? (
                <CauseGroups
                  groups={data.groups}
                  busy={busy}
                  onRetry={({ cause }) => {
                    act({ intent: "retryGroup", cause });
                  }}
                  onSkip={({ cause, failed }) => {
                    setAsked({ intent: "skipGroup", cause, count: failed });
                  }}
                  onShow={({ cause }) => {
                    list.change({ state: null, cause, task: null });
                  }}
                />
              ) : (
                <TasksTable
                  tasks={data.tasks}
                  loading={loading}
                  pagination={list.pagination(data)}
                  opened={list.params.get("task")}
                  onRetry={(id) => {
                    act({ intent: "retry", id });
                  }}
                  onRetryGroup={(cause) => {
                    act({ intent: "retryGroup", cause });
                  }}
                  onSkip={(id) => {
                    setAsked({ intent: "skip", id, count: 1 });
                  }}
                />
              )}
            </>
          )}
        </Card>
      </BlockStack>
      <ConfirmDialog
        reason="required"
        open={asked !== null}
        onClose={() => {
          setAsked(null);
        }}
        title={
          asked?.intent === "skipGroup"
            ? t("tasks.group.skip", { count: asked.count })
            : t(`${words}Title`)
        }
        help={[t(`${words}Help`)]}
        action={asked?.intent === "pause" ? t("connection.pause") : t("tasks.skip")}
        onConfirm={(given) => {
          if (asked !== null)
            act(
              asked.intent === "skipGroup"
                ? { intent: "skipGroup", cause: asked.cause, reason: given }
                : { intent: asked.intent, id: asked.id, reason: given },
            );
          setAsked(null);
        }}
      />
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
