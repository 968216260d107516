import { randomUUID } from "node:crypto";
import { logger } from "#app/lib/logger.server.ts";
import { authenticate } from "#app/shopify.server.ts";

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
  const { session, sessionToken } = await authenticate.admin(request);
  const who: AdminRequest = {
    shop: session.shop,
    actor: sessionToken?.sub ? `user:${sessionToken.sub}` : "merchant",
    url: new URL(request.url),
    request,
    params,
  };
  try {
    return await answer(who);
  } catch (error) {
    if (error instanceof Response) throw error;
    const traceId = randomUUID();
    logger.error(
      { err: error, traceId, shop: who.shop, path: who.url.pathname, method: request.method },
      "a screen failed",
    );
    throw Response.json({ traceId }, { status: 500 });
  }
}

/** For a subject that is not there, or belongs to another shop: both look the same from outside. */
export function notFound(): never {
  throw Response.json({}, { status: 404 });
}
