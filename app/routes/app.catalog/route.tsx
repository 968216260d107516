import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { startBuild } from "#app/domain/catalog/making/start.server.ts";
import { changeAddress, turnOff, turnOn } from "#app/domain/catalog/feed.server.ts";
import { catalogScreen } from "#app/domain/catalog/views/catalog-screen.server.ts";
import { CatalogScreen } from "#app/ui/catalog/catalog-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop }) => catalogScreen(shop));
}

const ACTS = {
  on: turnOn,
  off: turnOff,
  build: startBuild,
  address: changeAddress,
} as const;

const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("on") }),
  z.object({ intent: z.literal("off") }),
  z.object({ intent: z.literal("build") }),
  z.object({ intent: z.literal("address") }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request }): Promise<Outcome> => {
    const { intent } = await readJson(request, body);
    await ACTS[intent](shop);
    return { done: `catalog.done.${intent}` };
  });
}

export default function Catalog() {
  return <CatalogScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
