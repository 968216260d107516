import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import {
  readNow,
  retryCustomers,
  startSending,
  stopSending,
} from "#app/domain/customers/exchange.server.ts";
import { DIRECTIONS } from "#app/domain/customers/states.ts";
import { customersScreen } from "#app/domain/customers/views/customers-screen.server.ts";
import { CustomersScreen } from "#app/ui/customers/customers-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => customersScreen(shop, url.searchParams));
}

const way = z.enum(DIRECTIONS);
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("read") }),
  z.object({ intent: z.literal("send"), way }),
  z.object({ intent: z.literal("stop"), way }),
  z.object({ intent: z.literal("retry"), ids: z.array(z.string()).max(250) }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request }): Promise<Outcome> => {
    const asked = await readJson(request, body);
    switch (asked.intent) {
      case "retry":
        return { done: "customers.done.retry", count: await retryCustomers(shop, asked.ids) };
      case "read":
        await readNow(shop);
        break;
      case "send":
        await startSending(shop, asked.way);
        break;
      case "stop":
        await stopSending(shop, asked.way);
        break;
    }
    return { done: `customers.done.${asked.intent}` };
  });
}

export default function Customers() {
  return (
    <CustomersScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
