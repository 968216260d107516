import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { deleteCard } from "#app/domain/cards/delete-card.server.ts";
import { judgeWaiting } from "#app/domain/cards/judge-waiting.server.ts";
import { makeCard } from "#app/domain/cards/make-card.server.ts";
import { cardsPage } from "#app/domain/cards/views/cards-page.server.ts";
import { moveCard } from "#app/domain/shop-card/arrange-cards.server.ts";
import { saveCard } from "#app/domain/shop-card/cards.server.ts";
import { CardsScreen } from "#app/ui/cards/cards-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop }) => cardsPage(shop));
}

const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("make"), title: z.string().max(200) }),
  z.object({ intent: z.literal("copy"), id: z.string(), title: z.string().max(200) }),
  z.object({ intent: z.literal("move"), id: z.string(), direction: z.enum(["up", "down"]) }),
  z.object({
    intent: z.literal("switch"),
    id: z.string(),
    revision: z.int(),
    enabled: z.boolean(),
  }),
  z.object({ intent: z.literal("delete"), id: z.string() }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    switch (sent.intent) {
      case "make":
      case "copy": {
        const made = await makeCard(shop, {
          title: sent.title,
          ...(sent.intent === "copy" ? { copyOf: sent.id } : {}),
        });
        if (made.ok) return { done: `cards.done.${sent.intent}` };
        const refused = `cards.refused.${made.error}` as const;
        return { refused, ...(made.error === "no-title" ? { errors: { title: refused } } : {}) };
      }
      case "move": {
        // At the end already: somebody else moved it there.
        if (await moveCard(shop, sent.id, sent.direction)) await judgeWaiting(shop);
        return { done: "cards.done.move" };
      }
      case "switch": {
        const saved = await saveCard({ shop, by: actor }, sent, { enabled: sent.enabled });
        if (!saved.ok) return { refused: `cards.refused.${saved.error.kind}` };
        await judgeWaiting(shop);
        return { done: sent.enabled ? "cards.done.on" : "cards.done.off" };
      }
      case "delete": {
        const deleted = await deleteCard(shop, sent.id);
        if (!deleted.ok) return { refused: `cards.refused.${deleted.error}` };
        await judgeWaiting(shop);
        return { done: "cards.done.delete" };
      }
    }
  });
}

export default function Cards() {
  return <CardsScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
