import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { SkippedScreen } from "#app/ui/skipped/skipped-screen.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { skippedScreen } from "#app/domain/attention/views/skipped-list.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => skippedScreen(shop, url.searchParams));
}

export default function Skipped() {
  return (
    <SkippedScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
