import { paths } from "#app/lib/paths.ts";
import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/** Shopify Admin opens the app's address as it stands in its settings; the app lives under /app, with the same parameters. */
export function loader({ request }: LoaderFunctionArgs) {
  return redirect(paths.home + new URL(request.url).search);
}
