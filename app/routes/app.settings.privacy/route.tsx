import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { privacyRequests } from "#app/domain/privacy/views/privacy-requests.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { PrivacyScreen } from "#app/ui/settings/privacy-screen.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop }) => privacyRequests(shop));
}

export default function Privacy() {
  return <PrivacyScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
