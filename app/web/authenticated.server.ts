import { randomUUID } from "node:crypto";
import { isDatabaseTrouble } from "#app/db/database-trouble.ts";
import { logger } from "#app/lib/logger.server.ts";
import { signIn } from "#app/shopify.server.ts";
import { unreadable } from "./readable-address.ts";
import { malformed } from "./refuse.server.ts";

export { notFound } from "./refuse.server.ts";

/** Who asks, for which shop. The session is the only source of the shop: never a parameter, never a form. */
export interface AdminRequest {
  shop: string;
  /** For histories and timelines, e.g. "user:1234". */
  actor: string;
  url: URL;
  request: Request;
  params: Record<string, string | undefined>;
}

interface Args {
  request: Request;
  params: Record<string, string | undefined>;
}

/**
 * Checks who asks, then does `answer`. What is thrown as a Response (sign-in, redirect, 404) goes through; anything else is a bug:
 * it is logged with a trace id and becomes a 500 that names the same id, so that a person can quote it.
 */
export async function authenticated<T>(
  { request, params }: Args,
  answer: (request: AdminRequest) => Promise<T>,
): Promise<T> {
  const { session, sessionToken } = await signIn(request).catch((error: unknown) => {
    if (!(error instanceof Response) && isDatabaseTrouble(error)) throw unavailable(error, request);
    throw error;
  });
  const who: AdminRequest = {
    shop: session.shop,
    actor: sessionToken?.sub ? `user:${sessionToken.sub}` : "merchant",
    url: new URL(request.url),
    request,
    params,
  };
  const reason = unreadable(who.url, params);
  if (reason !== undefined) malformed(reason);
  try {
    return await answer(who);
  } catch (error) {
    if (error instanceof Response) throw error;
    if (isDatabaseTrouble(error)) throw unavailable(error, request);
    const traceId = randomUUID();
    logger.error(
      { err: error, traceId, shop: who.shop, path: who.url.pathname, method: request.method },
      "a screen failed",
    );
    throw Response.json({ traceId }, { status: 500 });
  }
}

/** The database is away for the moment: the screen says so and comes back by itself (ui/use-comes-back.ts). */
function unavailable(error: unknown, request: Request): Response {
  const traceId = randomUUID();
  const path = new URL(request.url).pathname;
  logger.warn({ error: String(error), traceId, path }, "the database does not answer");
  return Response.json({ traceId }, { status: 503 });
}
