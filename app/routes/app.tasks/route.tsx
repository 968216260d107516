import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Card, Page, BlockStack, ChoiceList, EmptyState } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { retryGroup, retryTask, skipTask } from "#app/tasks/task-actions.server.ts";
import { ListFilters } from "#app/ui/list/list-filters.tsx";
import { useListParams } from "#app/ui/list/list-params.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ReasonDialog } from "#app/ui/reason-dialog.tsx";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { TasksTable } from "#app/ui/tasks/tasks-table.tsx";
import { useAct } from "#app/ui/use-act.ts";
import { readJson } from "../app/read-json.server.ts";
import { visit } from "../app/visit.server.ts";
import { tasksScreen } from "./list.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url }) => tasksScreen(shop, url.searchParams));
}

const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("retry"), id: z.string() }),
  z.object({ intent: z.literal("retryGroup"), cause: z.string() }),
  z.object({ intent: z.literal("skip"), id: z.string(), reason: z.string().max(300) }),
]);

export function action(args: ActionFunctionArgs) {
  return visit(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    if (sent.intent === "retryGroup") return { done: "tasks.done.retryGroup", count: await retryGroup(shop, sent.cause, actor) };
    const result = sent.intent === "retry" ? await retryTask(shop, sent.id, actor) : await skipTask(shop, sent.id, sent.reason, actor);
    if (result.ok) return { done: `tasks.done.${sent.intent}` };
    return { refused: `tasks.refused.${result.error.kind}` };
  });
}

export default function Tasks() {
  const data = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const navigation = useNavigation();
  const list = useListParams();
  const { act, busy, outcome } = useAct();
  const [skipping, setSkipping] = useState<string | null>(null);
  const loading = busy || navigation.state === "loading";
  const kind = list.params.get("kind");
  const kindLabel = (value: string) => t(`tasks.kind.${value}`, { defaultValue: value });
  const empty = data.tasks.length === 0 && data.counts.all === 0;
  return (
    <Page title={t("tasks.title")} subtitle={t("tasks.subtitle")} fullWidth>
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <Card padding="0">
          {empty ? (
            <EmptyState heading={t("tasks.empty")} image=""><p>{t("tasks.emptyHelp")}</p></EmptyState>
          ) : (
            <>
              <ListFilters
                param="state"
                tabs={(["all", "attention", "open", "done", "skipped"] as const).map((id) => ({ id, label: t(`tasks.tab.${id}`), count: data.counts[id] }))}
                placeholder={t("tasks.search")}
                loading={loading}
                filters={[{ key: "kind", label: t("tasks.kindFilter"), filter: <ChoiceList title={t("tasks.kindFilter")} titleHidden choices={data.kinds.map((value) => ({ value, label: kindLabel(value) }))} selected={kind ? [kind] : []} onChange={([value]) => { list.change({ kind: value ?? null }); }} />, shortcut: true }]}
                appliedFilters={kind ? [{ key: "kind", label: kindLabel(kind), onRemove: () => { list.change({ kind: null }); } }] : []}
                onClearAll={() => { list.change({ kind: null }); }}
              />
              <TasksTable
                tasks={data.tasks} loading={loading} next={data.next} hasPrevious={list.params.has("after")}
                onNext={() => { if (data.next) list.page(data.next); }} onPrevious={list.back}
                onRetry={(id) => { act({ intent: "retry", id }); }}
                onRetryGroup={(cause) => { act({ intent: "retryGroup", cause }); }}
                onSkip={setSkipping}
              />
            </>
          )}
        </Card>
      </BlockStack>
      <ReasonDialog
        count={skipping === null ? 0 : 1} title={t("tasks.skipTitle")} help={t("tasks.skipHelp")} action={t("tasks.skip")}
        onClose={() => { setSkipping(null); }}
        onGive={(reason) => { if (skipping !== null) act({ intent: "skip", id: skipping, reason }); setSkipping(null); }}
      />
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
