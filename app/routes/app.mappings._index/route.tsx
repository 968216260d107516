import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mappingOverview } from "#app/domain/mapping/views/mapping-overview.server.ts";
import { cardAt } from "#app/domain/shop-card/views/card-choice.server.ts";
import { MappingsScreen } from "#app/ui/mappings/mappings-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => mappingOverview(shop, cardAt(url.searchParams)));
}

export default function Mappings() {
  return <MappingsScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
