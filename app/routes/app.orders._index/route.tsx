import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { startCreating } from "#app/domain/documents/store/create-many.server.ts";
import { startAmending } from "#app/domain/documents/changes/amend-many.server.ts";
import { resyncOrders } from "#app/domain/orders/order-actions.server.ts";
import { orderIdsAt, ordersScreen } from "#app/domain/orders/views/order-list.server.ts";
import { chosenSchema, idsOf } from "#app/lib/chosen.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { OrdersScreen } from "#app/ui/orders/orders-screen.tsx";
import { useRefreshWhile } from "#app/ui/use-refresh-while.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { unlessTooMany } from "#app/web/unless-too-many.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => ordersScreen(shop, url.searchParams));
}

const body = z.object({ intent: z.enum(["create", "resync", "amend"]), chosen: chosenSchema });

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const { intent, chosen } = await readJson(request, body);
    const ids = await idsOf(chosen, (params) => orderIdsAt(shop, params));
    return unlessTooMany(() => carryOut({ shop, by: actor }, intent, ids));
  });
}

async function carryOut(
  { shop, by }: { shop: string; by: string },
  intent: z.infer<typeof body>["intent"],
  ids: string[],
): Promise<Outcome> {
  if (intent === "create") {
    const { begun, already } = await startCreating({ shop, by }, ids);
    if (begun > 0) return { done: "orders.done.create", count: begun };
    return already > 0
      ? { done: "orders.done.already", count: already }
      : { refused: "order.refused.not-found" };
  }
  if (intent === "amend") {
    const { begun } = await startAmending({ shop, by }, ids);
    return begun > 0
      ? { done: "orders.done.amend", count: begun }
      : { refused: "orders.noneChanged" };
  }
  const result = await resyncOrders(shop, ids, by);
  if (!result.ok) return { refused: "toImport.refused.shopify", words: result.error.message };
  const { count, missing } = result.value;
  return missing.length === 0
    ? { done: "orders.done.resync", count }
    : {
        refused: "orders.resyncFailed",
        params: { count: missing.length },
        words: missing.map((id) => id.replace(/^.*\//, "")).join(", "),
      };
}

export default function Orders() {
  const data = useLoaderData<typeof loader>();
  useRefreshWhile(data.rows.some(({ document }) => document === "creating"));
  return <OrdersScreen {...data} loading={useNavigation().state === "loading"} />;
}

export { ScreenError as ErrorBoundary };
