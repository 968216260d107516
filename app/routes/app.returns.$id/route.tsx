import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { returnPage, type ReturnPageView } from "#app/domain/return-page/return-page.server.ts";
import { recordGidFrom } from "#app/shopify/gid.ts";
import { ReturnScreen } from "#app/ui/returns/return-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { returnAction, returnActionSchema } from "./actions.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, params }): Promise<ReturnPageView> => {
    const id = recordGidFrom("Return", params["id"]);
    return (id && (await returnPage(shop, id))) || notFound();
  });
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, params, request }) => {
    const id = recordGidFrom("Return", params["id"]);
    if (!id) notFound();
    return returnAction({ shop, by: actor }, id, await readJson(request, returnActionSchema));
  });
}

export default function Return() {
  // Plain data all the way down; the inferred serialised type is too deep for the compiler.
  const view = useLoaderData<unknown>() as ReturnPageView;
  return <ReturnScreen key={view.id} view={view} />;
}

export { ScreenError as ErrorBoundary };
