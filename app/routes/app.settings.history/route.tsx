import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getCard, restoreCard } from "#app/domain/shop-card/cards.server.ts";
import { cardChanges } from "#app/domain/shop-card/views/card-history.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { HistoryScreen } from "#app/ui/settings/history-screen.tsx";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => (await cardChanges(shop)) ?? notFound());
}

const body = z.object({ intent: z.literal("restore"), version: z.string(), revision: z.int() });

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    const card = await getCard(shop);
    if (!card) notFound();
    const result = await restoreCard(shop, card.id, sent.version, sent.revision, actor);
    return result.ok
      ? { done: "settings.restored" }
      : { refused: `settings.refused.${result.error.kind}` };
  });
}

export default function History() {
  return <HistoryScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
