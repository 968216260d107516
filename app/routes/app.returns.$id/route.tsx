import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { returnView } from "#app/domain/returns/views/return-page.server.ts";
import { recordGidFrom } from "#app/shopify/gid.ts";
import { ReturnScreen } from "#app/ui/returns/return-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, params }) => {
    const id = recordGidFrom("Return", params["id"]);
    return (id && (await returnView(shop, id))) || notFound();
  });
}

export default function Return() {
  const view = useLoaderData<typeof loader>();
  return <ReturnScreen key={view.id} view={view} />;
}

export { ScreenError as ErrorBoundary };
