import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { refundView, type RefundView } from "#app/domain/refund-page/refund-page.server.ts";
import { recordGidFrom } from "#app/shopify/gid.ts";
import { RefundScreen } from "#app/ui/refunds/refund-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { refundAction, refundActionSchema } from "./actions.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, actor, params }): Promise<RefundView> => {
    const id = recordGidFrom("Refund", params["id"]);
    return (id && (await refundView({ shop, by: actor }, id))) || notFound();
  });
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, params, request }) => {
    const id = recordGidFrom("Refund", params["id"]);
    if (!id) notFound();
    return refundAction({ shop, by: actor }, id, await readJson(request, refundActionSchema));
  });
}

export default function Refund() {
  // Plain data all the way down; the inferred serialised type is too deep for the compiler.
  const view = useLoaderData<unknown>() as RefundView;
  return <RefundScreen key={view.id} view={view} />;
}

export { ScreenError as ErrorBoundary };
