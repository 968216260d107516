import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { cardHistory, restoreCard } from "#app/domain/shop-card/card-history.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { cardChanges } from "#app/domain/shop-card/views/card-history.server.ts";
import { cardAt } from "#app/domain/shop-card/views/card-choice.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { HistoryScreen } from "#app/ui/settings/history-screen.tsx";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(
    args,
    async ({ shop, url }) => (await cardChanges(shop, cardAt(url.searchParams))) ?? notFound(),
  );
}

const body = z.object({
  intent: z.literal("restore"),
  card: z.string().optional(),
  version: z.string(),
  revision: z.int(),
});

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    const card = await getCard(shop, sent.card);
    if (!card) notFound();
    const result = await restoreCard(
      { shop, by: actor },
      { id: card.id, revision: sent.revision },
      sent.version,
    );
    if (!result.ok) return { refused: `settings.refused.${result.error.kind}` };
    // What was replaced is the newest state of the history.
    const [replaced] = await cardHistory(shop, card.id, 1);
    return {
      done: "settings.restored",
      ...(replaced
        ? {
            undo: {
              intent: "restore",
              card: card.id,
              version: replaced.id,
              revision: result.value.revision,
            },
          }
        : {}),
    };
  });
}

export default function History() {
  return <HistoryScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
