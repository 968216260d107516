import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { sendShipments } from "#app/domain/fulfillments/send-shipments.server.ts";
import { retryShipments, skipShipment } from "#app/domain/fulfillments/shipment-actions.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
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

const ids = z.array(z.string()).min(1).max(250);
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sync"), form: postedFormSchema }),
  z.object({ intent: z.literal("retry"), ids }),
  z.object({ intent: z.literal("skip"), ids, reason: z.string().trim().min(1).max(300) }),
]);

export function action(args: ActionFunctionArgs) {
  return visit(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    switch (sent.intent) {
      case "sync": return syncPosted(shop, actor, "shipments", sent.form);
      case "retry": {
        const count = await sendAgain(shop, sent.ids, actor);
        return count > 0 ? { done: "shipments.done.retry", count } : { refused: "shipments.refused.nothing" };
      }
      case "skip": {
        const results = [];
        // One after the other: each locks its shipment and its tasks, and one that cannot be skipped must not stop the others.
        for (const id of sent.ids) results.push(await skipShipment(shop, id, sent.reason, actor));
        const done = results.filter(({ ok }) => ok).length;
        return done === results.length ? { done: "shipments.done.skip", count: done } : { refused: "shipments.refused.skip", params: { done: String(done), left: String(results.length - done) } };
      }
    }
  });
}

/** What failed goes again; what was held back and never sent goes for the first time. */
async function sendAgain(shop: string, chosen: readonly string[], by: string): Promise<number> {
  const again = await retryShipments(shop, chosen, by);
  return again + (await db.$transaction((tx) => sendShipments(tx, shop, { ids: chosen.filter(isUuid) }, by)));
}

export default function Shipments() {
  return <ShipmentsScreen {...useLoaderData<typeof loader>()} loading={useNavigation().state === "loading"} />;
}

export { ScreenError as ErrorBoundary };
