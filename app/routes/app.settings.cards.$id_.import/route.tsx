import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { cardPage } from "#app/domain/cards/views/card-page.server.ts";
import { CardFileScreen } from "#app/ui/cards/card-file-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";

/** The screen sends its file to the route `file`. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, params }) => {
    const { id, values } = (await cardPage(shop, params["id"] ?? "")) ?? notFound();
    return { id, title: values.title };
  });
}

export default function CardImport() {
  return <CardFileScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
