import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { companyLinks } from "#app/domain/mapping/views/company-links.server.ts";
import { LinksScreen } from "#app/ui/mappings/links-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { linkAction } from "#app/web/link-action.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => companyLinks(shop, url.searchParams));
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, ({ shop, actor, request }) =>
    linkAction("companies", { shop, by: actor }, request),
  );
}

export default function CompanyLinks() {
  return <LinksScreen {...useLoaderData<typeof loader>()} subject="companies" />;
}

export { ScreenError as ErrorBoundary };
