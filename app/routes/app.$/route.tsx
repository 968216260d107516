import type { LoaderFunctionArgs } from "@remix-run/node";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { noSuchPage } from "#app/web/refuse.server.ts";

/** Any address under /app that is no screen: says so inside the frame, with a way back. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ request }) => noSuchPage(request));
}

export default function NoSuchScreen() {
  return null;
}

export { ScreenError as ErrorBoundary };
