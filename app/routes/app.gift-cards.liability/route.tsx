import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { liabilityScreen } from "#app/domain/gift-cards/views/liability.server.ts";
import { LiabilityScreen } from "#app/ui/gift-cards/liability-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop }) => liabilityScreen(shop));
}

export default function Liability() {
  return <LiabilityScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
