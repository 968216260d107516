import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { checkAll, createNow, retryItems, type Picked } from "#app/domain/items/exchange.server.ts";
import { DIRECTIONS } from "#app/domain/items/states.ts";
import { itemsScreen } from "#app/domain/items/views/items-screen.server.ts";
import { chosenSchema, type Chosen } from "#app/lib/chosen.ts";
import { ItemsScreen } from "#app/ui/items/items-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => itemsScreen(shop, url.searchParams));
}

const way = z.enum(DIRECTIONS);
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("check") }),
  z.object({ intent: z.literal("create"), way, chosen: chosenSchema }),
  z.object({ intent: z.literal("retry"), way, chosen: chosenSchema }),
]);

/** Of a list's address the search and the tab count; which way, the act itself says. */
function picked(chosen: Chosen): Picked {
  if ("ids" in chosen) return chosen;
  const params = new URLSearchParams(chosen.all);
  const state = params.get("state");
  return {
    q: params.get("q"),
    ...(state === "failed" || state === "excluded" ? { state } : {}),
  };
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request }): Promise<Outcome> => {
    const asked = await readJson(request, body);
    switch (asked.intent) {
      case "check":
        await checkAll(shop);
        return { done: "items.done.check" };
      case "create":
        return {
          done: "items.done.create",
          count: await createNow(shop, asked.way, picked(asked.chosen)),
        };
      case "retry":
        return {
          done: "items.done.retry",
          count: await retryItems(shop, asked.way, picked(asked.chosen)),
        };
    }
  });
}

export default function Items() {
  return (
    <ItemsScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
