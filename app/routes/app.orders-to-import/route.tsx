import type { FieldError } from "#app/i18n/field-error.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import {
  exclude,
  importNames,
  importSelected,
  include,
} from "#app/domain/orders/order-actions.server.ts";
import { importIdsAt, importScreen } from "#app/domain/orders/views/import-list.server.ts";
import { chosenSchema, idsOf } from "#app/lib/chosen.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { OrdersToImportScreen } from "#app/ui/orders-to-import/orders-to-import-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { unlessTooMany } from "#app/web/unless-too-many.server.ts";
import { readSyncForm, syncFormSchema } from "#app/domain/order-filter/sync-form.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => importScreen(shop, url.searchParams));
}

const chosen = chosenSchema;
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sync"), form: syncFormSchema }),
  z.object({
    intent: z.enum(["import", "retry"]),
    chosen,
    held: z.enum(["release", "leave"]).optional(),
  }),
  z.object({ intent: z.literal("include"), chosen }),
  z.object({ intent: z.literal("exclude"), chosen, reason: z.string().trim().min(1).max(300) }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome<FieldError>> => {
    const sent = await readJson(request, body);
    return unlessTooMany(() => carryOut({ shop, by: actor }, sent));
  });
}

async function carryOut(
  { shop, by }: { shop: string; by: string },
  sent: z.infer<typeof body>,
): Promise<Outcome<FieldError>> {
  if (sent.intent === "sync") return sync(shop, by, sent.form);
  const ids = await idsOf(sent.chosen, (params) => importIdsAt(shop, params));
  switch (sent.intent) {
    case "import":
    case "retry":
      return {
        done: `toImport.done.${sent.intent}`,
        count: (await importSelected(shop, ids, by, sent.held)).count,
      };
    case "exclude":
      return {
        done: "toImport.done.exclude",
        count: await exclude(shop, ids, sent.reason, by),
      };
    case "include": {
      const included = await include(shop, ids);
      return included.ok
        ? { done: "toImport.done.include", count: included.value }
        : { refused: "toImport.refused.shopify", words: included.error.message };
    }
  }
}

async function sync(
  shop: string,
  by: string,
  form: z.infer<typeof syncFormSchema>,
): Promise<Outcome<FieldError>> {
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
  const { found, unknown, tooLong, tooMany } = answer.value;
  const names = [...unknown, ...tooLong].join(", ");
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
