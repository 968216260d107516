import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { storedListed } from "#app/domain/order-filter/listed.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import {
  exclude,
  importNames,
  importSelected,
  include,
} from "#app/domain/orders/order-actions.server.ts";
import {
  countOrdersToImport,
  listOrdersToImport,
  type ImportTab,
} from "#app/domain/orders/lists/order-lists.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { OrdersToImportScreen } from "#app/ui/orders-to-import/orders-to-import-screen.tsx";
import { pageRequest } from "#app/lib/paging.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readSyncForm, syncFormSchema } from "#app/domain/order-filter/sync-form.ts";

const TABS = ["all", "ready", "held", "error", "excluded"] as const satisfies readonly ImportTab[];

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, url: { searchParams } }) => {
    const tab = TABS.find((name) => name === searchParams.get("tab")) ?? "all";
    const [page, counts] = await Promise.all([
      listOrdersToImport(shop, {
        tab,
        ...pageRequest(searchParams),
        search: searchParams.get("q") ?? "",
      }),
      countOrdersToImport(shop),
    ]);
    return {
      counts,
      next: page.next,
      previous: page.previous,
      rows: page.rows.map((row) => {
        const listed = readOrLog(() => storedListed.read(row.listed, `order ${row.name}`));
        return {
          id: row.orderId,
          name: row.name,
          at: row.orderCreatedAt.toISOString(),
          verdict: row.verdict,
          reason: row.reason,
          isNew: row.isNew,
          changed: row.changedSinceExcluded,
          channel: listed?.channel?.displayName ?? listed?.sourceName ?? null,
          customer: listed?.customerName ?? null,
          total: listed?.total.shop ?? null,
          payment: listed?.financialStatus ?? null,
          fulfillment: listed?.fulfillmentStatus ?? null,
          highRisk: listed?.highRisk ?? false,
          tags: listed?.tags ?? [],
        };
      }),
    };
  });
}

const ids = z.array(z.string()).min(1).max(1_000);
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sync"), form: syncFormSchema }),
  z.object({ intent: z.enum(["import", "retry", "include"]), ids }),
  z.object({ intent: z.literal("exclude"), ids, reason: z.string().trim().min(1).max(300) }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    switch (sent.intent) {
      case "sync":
        return sync(shop, actor, sent.form);
      case "import":
      case "retry":
        return {
          done: `toImport.done.${sent.intent}`,
          count: (await importSelected(shop, sent.ids, actor)).count,
        };
      case "exclude":
        return {
          done: "toImport.done.exclude",
          count: await exclude(shop, sent.ids, sent.reason, actor),
        };
      case "include": {
        const included = await include(shop, sent.ids);
        return included.ok
          ? { done: "toImport.done.include", count: included.value }
          : { refused: "toImport.refused.shopify", words: included.error.message };
      }
    }
  });
}

async function sync(
  shop: string,
  by: string,
  form: z.infer<typeof syncFormSchema>,
): Promise<Outcome> {
  if (form.names.trim() === "") {
    const { filter, errors } = readSyncForm(form);
    if (Object.keys(errors).length > 0) return { refused: "sync.notStarted", errors };
    const { started } = await startSync(shop, {
      trigger: "click",
      by,
      filter,
      includeArchived: form.archived,
      listOnly: form.listOnly,
    });
    return { done: started ? "toImport.done.sync" : "toImport.done.syncRunning" };
  }
  const answer = await importNames(shop, form.names, by);
  if (!answer.ok) return { refused: "toImport.refused.shopify", words: answer.error.message };
  const { found, unknown, malformed, tooMany } = answer.value;
  const names = [...unknown, ...malformed.map(({ text }) => text)].join(", ");
  if (names === "" && tooMany === 0) return { done: "toImport.done.names", count: found };
  // What could be taken was taken; what could not stays in the field, each named.
  return {
    refused: "sync.namesPartly",
    params: { found: String(found) },
    errors: { names: tooMany > 0 ? "sync.error.tooMany" : "sync.error.names" },
    ...(names ? { words: names } : {}),
  };
}

export default function OrdersToImport() {
  const data = useLoaderData<typeof loader>();
  return <OrdersToImportScreen {...data} loading={useNavigation().state === "loading"} />;
}

export { ScreenError as ErrorBoundary };
