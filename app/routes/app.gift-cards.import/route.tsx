import type { LoaderFunctionArgs } from "@remix-run/node";
import { ImportScreen } from "#app/ui/gift-cards/import-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";

/** The screen sends its file to the route `file`; this one only lets nobody in who is not signed in. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, () => Promise.resolve(null));
}

export default function Import() {
  return <ImportScreen />;
}

export { ScreenError as ErrorBoundary };
