import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { startReading } from "#app/domain/gift-cards/read-cards.server.ts";
import { giftCardsScreen } from "#app/domain/gift-cards/views/card-list.server.ts";
import { GiftCardsScreen } from "#app/ui/gift-cards/gift-cards-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => giftCardsScreen(shop, url.searchParams));
}

const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("read") }),
  z.object({ intent: z.literal("readTransactions") }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request }): Promise<Outcome> => {
    const { intent } = await readJson(request, body);
    await startReading(shop, { transactions: intent === "readTransactions" });
    return { done: "giftCards.reading" };
  });
}

export default function GiftCards() {
  return (
    <GiftCardsScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
