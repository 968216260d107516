import { randomUUID } from "node:crypto";
import { z } from "zod";
import { pickLanguage } from "#app/i18n/languages.ts";
import { logger } from "#app/lib/logger.server.ts";
import { translator } from "#app/texts.server.ts";
import { type AdminRequest, authenticated } from "../authenticated.server.ts";

interface Args {
  request: Request;
  params: Record<string, string | undefined>;
}

/** How long a browser remembers the answer to its question whether it may ask. */
const TWO_HOURS_S = 7_200;

/**
 * Every answer to an extension, a refusal too, says that any page may read it: extensions run on an origin of Shopify's, and without these
 * lines all they see is that the network failed. Nothing is given to whoever has no ID token, and a browser sends none by itself.
 */
const ANY_PAGE = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "Authorization, Content-Type",
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Expose-Headers": "X-Shopify-Retry-Invalid-Session-Request",
};

/** Answers an extension in Shopify Admin. Who asks is said by the ID token that the admin adds to its request. */
export async function forExtension(
  args: Args,
  answer: (request: AdminRequest) => Promise<object>,
): Promise<Response> {
  try {
    return readable(Response.json(await authenticated(args, answer)));
  } catch (thrown) {
    if (!(thrown instanceof Response)) return readable(failed(thrown, args.request));
    // Whoever has no token is sent to sign in, which an extension cannot do.
    return readable(isRedirect(thrown) ? new Response(null, { status: 401 }) : thrown);
  }
}

/** The loader of each route for extensions: browsers ask first whether they may post. */
export const mayPost = ({ request }: Args): Response =>
  readable(
    request.method === "OPTIONS"
      ? new Response(null, {
          status: 204,
          headers: { "Access-Control-Max-Age": String(TWO_HOURS_S) },
        })
      : new Response("POST only", { status: 405, headers: { allow: "POST, OPTIONS" } }),
  );

/** Who asks could not be found out: Shopify gave no token, say. */
function failed(error: unknown, request: Request): Response {
  const traceId = randomUUID();
  logger.error({ err: error, traceId, path: new URL(request.url).pathname }, "an extension failed");
  return Response.json({ traceId }, { status: 500 });
}

const isRedirect = ({ status }: Response): boolean => status >= 300 && status < 400;

function readable(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ANY_PAGE)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}

/** The language that the extension speaks; one that this app does not speak is answered in English. */
export const localeSchema = z.string().max(35);

export type Texts = ReturnType<typeof translator>;

/** Texts of the language an extension speaks. */
export async function textsFor(locale: string): Promise<Texts> {
  return translator(pickLanguage(locale, null));
}
