import { logger } from "#app/lib/logger.server.ts";

/** Answers that end a request, as the error screens and a person with the address bar read them. */

/** For a subject that is not there, or belongs to another shop: both look the same from outside. */
export function notFound(): never {
  throw Response.json({}, { status: 404 });
}

/** For an address that no route answers: a visitor's mistake, or a link of ours that is wrong. Its parameters may carry a token and are not logged. */
export function noSuchPage(request: Request): never {
  const { pathname } = new URL(request.url);
  logger.info({ method: request.method, path: pathname, status: 404 }, "no page has this address");
  notFound();
}

/** For an address or a form that nothing of the app makes. */
export function malformed(message: string, issues: readonly object[] = []): never {
  throw Response.json(issues.length > 0 ? { message, issues } : { message }, { status: 400 });
}

export function tooLarge(): never {
  throw Response.json({ message: "What was sent is too large." }, { status: 413 });
}
