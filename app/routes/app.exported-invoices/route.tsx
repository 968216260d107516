import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import {
  readNow,
  retryInvoices,
  startSending,
  stopSending,
} from "#app/domain/invoice-export/sync.server.ts";
import { exportScreen } from "#app/domain/invoice-export/views/export-screen.server.ts";
import { ExportedScreen } from "#app/ui/exported-invoices/exported-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => exportScreen(shop, url.searchParams));
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
        done: "exportedInvoices.done.retry",
        count: await retryInvoices(shop, asked.ids),
      };
    await ACTS[asked.intent](shop);
    return { done: `exportedInvoices.done.${asked.intent}` };
  });
}

export default function ExportedInvoices() {
  return (
    <ExportedScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
