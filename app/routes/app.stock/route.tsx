import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import {
  checkAll,
  confirmLoss,
  startSending,
  turnOff,
  turnOn,
} from "#app/domain/stock/sync.server.ts";
import { stockScreen } from "#app/domain/stock/views/stock-screen.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { StockScreen } from "#app/ui/stock/stock-screen.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => stockScreen(shop, url.searchParams));
}

const ACTS = {
  on: turnOn,
  off: turnOff,
  check: checkAll,
  send: startSending,
  confirm: confirmLoss,
} as const;

const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("on") }),
  z.object({ intent: z.literal("off") }),
  z.object({ intent: z.literal("check") }),
  z.object({ intent: z.literal("send") }),
  z.object({ intent: z.literal("confirm") }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request }): Promise<Outcome> => {
    const { intent } = await readJson(request, body);
    await ACTS[intent](shop);
    return { done: `stock.done.${intent}` };
  });
}

export default function Stock() {
  return (
    <StockScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
