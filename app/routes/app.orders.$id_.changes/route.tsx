import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeView, type ChangeView } from "#app/domain/order-page/change-page.server.ts";
import { orderGidFrom } from "#app/shopify/gid.ts";
import { ChangesScreen } from "#app/ui/changes/changes-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { changeAction, changeActionSchema } from "./actions.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, params }): Promise<ChangeView> => {
    const id = orderGidFrom(params["id"]);
    return (id && (await changeView(shop, id))) || notFound();
  });
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, params, request }) => {
    const id = orderGidFrom(params["id"]);
    if (!id) notFound();
    return changeAction({ shop, by: actor }, id, await readJson(request, changeActionSchema));
  });
}

export default function Changes() {
  // Plain data all the way down; the inferred serialised type is too deep for the compiler.
  const view = useLoaderData<unknown>() as ChangeView;
  return <ChangesScreen key={view.order.id} view={view} />;
}

export { ScreenError as ErrorBoundary };
