import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { problemInfo } from "#app/domain/problems/catalog.ts";
import { groupedProblems, ordersWithCause } from "#app/domain/problems/problems.server.ts";
import { recheckLater } from "#app/domain/mapping/recheck.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ProblemGroup } from "#app/ui/problems/problem-group.tsx";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useAct } from "#app/ui/use-act.ts";
import { readJson } from "../app/read-json.server.ts";
import { visit } from "../app/visit.server.ts";

const SAMPLE = 20;

export function loader(args: LoaderFunctionArgs) {
  return visit(args, async ({ shop }) => {
    const groups = await groupedProblems(shop);
    const shown = groups.slice(0, 50);
    const ids = await Promise.all(shown.map((group) => ordersWithCause(shop, group.cause, SAMPLE)));
    const names = await db.order.findMany({ where: { shop, orderId: { in: ids.flat() } }, select: { orderId: true, name: true } });
    const nameOf = new Map(names.map((order) => [order.orderId, order.name]));
    return {
      more: groups.length - shown.length,
      groups: shown.map((group, index) => ({
        kind: group.kind, cause: group.cause, count: group.count, orders: group.orders, params: group.example.params,
        since: group.firstSeenAt.toISOString(),
        fixPath: problemInfo(group.kind)?.fixPath?.(group.example.params) ?? null,
        fixableBy: problemInfo(group.kind)?.fixableBy ?? "us",
        sample: (ids[index] ?? []).map((id) => ({ id, name: nameOf.get(id) ?? id.replace(/^.*\//, "") })),
      })),
    };
  });
}

const body = z.object({ intent: z.literal("retry"), cause: z.string() });

export function action(args: ActionFunctionArgs) {
  return visit(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const { cause } = await readJson(request, body);
    const orders = await ordersWithCause(shop, cause);
    await db.$transaction((tx) => recheckLater(tx, shop, { cause }, actor));
    return { done: "problems.done.retry", count: orders.length };
  });
}

export default function Problems() {
  const { groups } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const { act, busy, outcome } = useAct();
  return (
    <Page title={t("problems.title")} subtitle={t("problems.subtitle")}>
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {groups.length === 0 ? <Card><EmptyState heading={t("problems.empty")} image=""><p>{t("problems.emptyHelp")}</p></EmptyState></Card> : null}
        {groups.map((group) => <ProblemGroup key={group.kind + group.cause} group={group} busy={busy} onRetry={() => { act({ intent: "retry", cause: group.cause }); }} />)}
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
