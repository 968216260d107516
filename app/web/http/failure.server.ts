import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import { logger } from "#app/lib/logger.server.ts";

/** The last answer, when not even Remix gave one: plain words and a number to quote. What happened is in the log, and nowhere else. */
export function failure(
  error: unknown,
  request: Request,
  response: Response,
  _next: NextFunction,
): void {
  const status = isUnreadable(error) ? 400 : 500;
  const traceId = randomUUID();
  const said = error instanceof Error ? error.message : String(error);
  const where = { traceId, method: request.method, path: request.path };
  if (status === 400) logger.info(where, `an address cannot be read: ${said}`);
  else logger.error({ ...where, err: error }, "the server failed");
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .status(status)
    .type("text/plain")
    .send(
      status === 400
        ? "This address can't be read."
        : `Something went wrong. Try again. Reference number for support: ${traceId}`,
    );
}

/** An address that is none: percent signs without their digits, a host that is no name. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof URIError || (error as { code?: unknown } | null)?.code === "ERR_INVALID_URL";
