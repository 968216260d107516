import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/lib/clock.ts";
import { OrderScreen } from "#app/ui/order/order-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { markPreviewed } from "#app/domain/installation/guide-marks.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { orderAction, orderActionSchema } from "./actions.server.ts";
import { orderView, type OrderView } from "#app/domain/order-page/order-page.server.ts";
import { orderGidFrom } from "#app/shopify/gid.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, params, url }): Promise<OrderView> => {
    const id = orderGidFrom(params["id"]);
    const view = id ? await orderView(shop, id, url.searchParams) : null;
    if (!view) notFound();
    // The setup guide's step "preview one" is done by looking at a preview.
    if (url.searchParams.get("tab") === "preview" && view.plan?.document)
      await markPreviewed(shop, now());
    return view;
  });
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, params, request }) => {
    const id = orderGidFrom(params["id"]);
    if (!id) notFound();
    return orderAction(shop, id, actor, await readJson(request, orderActionSchema));
  });
}

export default function OrderPage() {
  // Plain data all the way down; the inferred serialised type is too deep for the compiler.
  const view = useLoaderData<unknown>() as OrderView;
  return <OrderScreen key={view.order.id} view={view} />;
}

export { ScreenError as ErrorBoundary };
