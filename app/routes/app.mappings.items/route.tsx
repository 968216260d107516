import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { itemLinks } from "#app/domain/mapping/views/item-links.server.ts";
import { LinksScreen } from "#app/ui/mappings/links-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { linkAction } from "#app/web/link-action.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => itemLinks(shop, url.searchParams));
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, ({ shop, actor, request }) =>
    linkAction("items", { shop, by: actor }, request),
  );
}

export default function ItemLinks() {
  return <LinksScreen {...useLoaderData<typeof loader>()} subject="items" />;
}

export { ScreenError as ErrorBoundary };
