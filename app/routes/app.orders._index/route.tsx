import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { listOrders, type OrderView } from "#app/domain/orders/lists/order-lists.server.ts";
import { pageRequest } from "#app/lib/paging.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { OrdersScreen } from "#app/ui/orders/orders-screen.tsx";
import { useRefreshWhile } from "#app/ui/use-refresh-while.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";

const VIEWS = [
  "all",
  "unprocessed",
  "errors",
  "conflicts",
  "open",
] as const satisfies readonly OrderView[];

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, url: { searchParams } }) => {
    const view = VIEWS.find((name) => name === searchParams.get("view")) ?? "all";
    const search = searchParams.get("q") ?? "";
    const page = await listOrders(shop, { view, ...pageRequest(searchParams), search });
    return {
      next: page.next,
      previous: page.previous,
      // Nothing anywhere, or only nothing in this view?
      none:
        page.rows.length === 0 &&
        (view !== "all" || search !== ""
          ? (await listOrders(shop, { limit: 1 })).rows.length === 0
          : true),
      rows: page.rows.map((order) => ({
        id: order.orderId,
        name: order.name,
        at: order.orderCreatedAt.toISOString(),
        customer: order.customerName ?? order.email,
        channel: order.channel ?? order.sourceName,
        total: order.presentmentTotal.toFixed(),
        currency: order.presentmentCurrency,
        payment: order.financialStatus,
        fulfillment: order.fulfillmentStatus,
        document: order.documentState,
        documentKind: order.documentKind,
        documentNumber: order.documentNumber,
        conflict: order.conflict,
        cancelled: order.cancelledAt !== null,
        highRisk: order.highRisk,
        test: order.test,
      })),
    };
  });
}

const body = z.object({
  intent: z.enum(["create", "resync"]),
  ids: z.array(z.string()).min(1).max(250),
});

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const { intent, ids } = await readJson(request, body);
    if (intent === "create") {
      const { enqueued, already, refused, unknown } = await createDocuments(shop, ids, actor);
      const without = refused.length + unknown.length;
      if (without === 0)
        return {
          done: enqueued.length > 0 ? "orders.done.create" : "orders.done.already",
          count: enqueued.length || already.length,
        };
      return {
        refused: "orders.someRefused",
        params: { created: String(enqueued.length), refused: String(without) },
      };
    }
    let changed = 0;
    const failed: string[] = [];
    // One after the other: each is a read in Shopify, and one bad order must not stop the others.
    for (const id of ids) {
      const result = await resyncOrder(shop, id, actor);
      if (!result.ok) failed.push(id.replace(/^.*\//, ""));
      else if (result.value === "changed") changed += 1;
    }
    return failed.length === 0
      ? { done: "orders.done.resync", count: changed }
      : {
          refused: "orders.resyncFailed",
          params: { count: String(failed.length) },
          words: failed.join(", "),
        };
  });
}

export default function Orders() {
  const data = useLoaderData<typeof loader>();
  useRefreshWhile(data.rows.some(({ document }) => document === "creating"));
  return <OrdersScreen {...data} loading={useNavigation().state === "loading"} />;
}

export { ScreenError as ErrorBoundary };
