import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { judgeWaiting } from "#app/domain/cards/judge-waiting.server.ts";
import { tidyTitle } from "#app/domain/cards/make-card.server.ts";
import { cardPage } from "#app/domain/cards/views/card-page.server.ts";
import { readSyncForm, syncFormSchema } from "#app/domain/order-filter/sync-form.ts";
import { misfitsOf } from "#app/domain/cards/misfits.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { ConnectionId } from "#app/lib/ids.ts";
import type { Json } from "#app/lib/json.ts";
import { CardScreen, type CardOutcome } from "#app/ui/cards/card-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(
    args,
    async ({ shop, params }) => (await cardPage(shop, params["id"] ?? "")) ?? notFound(),
  );
}

const body = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    revision: z.int(),
    title: z.string().max(200),
    enabled: z.boolean(),
    connectionId: z.union([ConnectionId, z.literal("")]),
    form: syncFormSchema,
  }),
  z.object({ intent: z.literal("check") }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, params, request }): Promise<CardOutcome> => {
    const sent = await readJson(request, body);
    const id = params["id"] ?? "";
    const before = await getCard(shop, id);
    if (!before) return { refused: "cards.refused.not-found" };
    if (sent.intent === "check") return { misfits: await misfitsOf(shop, id) };
    const { filter, errors } = readSyncForm(sent.form);
    const title = tidyTitle(sent.title);
    if (title === "") errors["title"] = "cards.refused.no-title";
    if (Object.keys(errors).length > 0) return { refused: "cards.refused.invalid", errors };
    const saved = await saveCard(
      { shop, by: actor },
      { id, revision: sent.revision },
      {
        title,
        enabled: sent.enabled,
        filter: filter as Record<string, Json>,
        ...(sent.connectionId === "" ? {} : { connectionId: sent.connectionId }),
      },
    );
    if (!saved.ok)
      return {
        refused: `cards.refused.${saved.error.kind}`,
        ...(saved.error.kind === "invalid" ? { problems: saved.error.errors } : {}),
      };
    await judgeWaiting(shop);
    // Another ERP has other codes: what does not fit is told at once, not by each order.
    return saved.value.connectionId === before.connectionId
      ? { done: "cards.done.save" }
      : { done: "cards.done.save", misfits: await misfitsOf(shop, id) };
  });
}

export default function CardRoute() {
  const data = useLoaderData<typeof loader>();
  return <CardScreen key={data.id} {...data} />;
}

export { ScreenError as ErrorBoundary };
