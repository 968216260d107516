import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import {
  readNow,
  retryOrders,
  startSending,
  stopSending,
} from "#app/domain/order-export/sync.server.ts";
import { exportedOrdersScreen } from "#app/domain/order-export/views/orders-screen.server.ts";
import { ExportedOrdersScreen } from "#app/ui/exported-orders/exported-orders-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => exportedOrdersScreen(shop, url.searchParams));
}

const ACTS = { read: readNow, send: startSending, stop: stopSending } as const;

const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("read") }),
  z.object({ intent: z.literal("send") }),
  z.object({ intent: z.literal("stop") }),
  z.object({ intent: z.literal("retry"), ids: z.array(z.string()).max(250) }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request }): Promise<Outcome> => {
    const asked = await readJson(request, body);
    if (asked.intent === "retry")
      return {
        done: "exportedOrders.done.retry",
        count: await retryOrders(shop, asked.ids),
      };
    await ACTS[asked.intent](shop);
    return { done: `exportedOrders.done.${asked.intent}` };
  });
}

export default function ExportedOrders() {
  return (
    <ExportedOrdersScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
