import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { SkippedScreen } from "#app/ui/skipped/skipped-screen.tsx";
import { visit } from "../app/visit.server.ts";
import { skippedScreen } from "./list.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url }) => skippedScreen(shop, url.searchParams));
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
