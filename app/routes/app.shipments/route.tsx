import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { ShipmentsScreen } from "#app/ui/shipments/shipments-screen.tsx";
import { readJson } from "../app/read-json.server.ts";
import { visit } from "../app/visit.server.ts";
import { shipmentsScreen } from "./list.server.ts";
import { postedFormSchema } from "./posted-wish.ts";
import { syncPosted } from "./sync-posted.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url }) => shipmentsScreen(shop, url.searchParams));
}

const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sync"), form: postedFormSchema }),
]);

export function action(args: ActionFunctionArgs) {
  return visit(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    return syncPosted(shop, actor, "shipments", sent.form);
  });
}

export default function Shipments() {
  return <ShipmentsScreen {...useLoaderData<typeof loader>()} loading={useNavigation().state === "loading"} />;
}

export { ScreenError as ErrorBoundary };
