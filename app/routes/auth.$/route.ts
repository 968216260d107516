import type { LoaderFunctionArgs } from "@remix-run/node";
import { signIn } from "#app/shopify.server.ts";
import { malformed, notFound } from "#app/web/refuse.server.ts";

/** The library's own pages: session-token bounce and exit from the frame. What it cannot make sense of was not made by it. */
export async function loader({ request }: LoaderFunctionArgs): Promise<never> {
  try {
    await signIn(request);
  } catch (error) {
    if (error instanceof Response) throw error;
    malformed("This address does not lead anywhere in the app.");
  }
  notFound();
}
