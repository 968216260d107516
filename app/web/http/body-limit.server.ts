import type { NextFunction, Request, Response } from "express";
import { paths } from "#app/lib/paths.ts";
import { MOST_BODY_BYTES, MOST_FILE_BYTES } from "#app/lib/read-body.ts";

/** How long a client may go on sending after it was answered: an answer is lost when the connection ends under what is still coming. */
const GRACE_MS = 2_000;

/**
 * Refuses what announces itself as too large before any of it is read. A body without an announced length is counted by whoever reads
 * it (lib/read-body.ts). What was not read when the answer is out is thrown away for a moment, then the connection is ended.
 */
export function bodyLimit(request: Request, response: Response, next: NextFunction): void {
  response.once("finish", () => {
    if (request.complete) return;
    setTimeout(() => {
      if (!request.complete) request.socket.destroy();
    }, GRACE_MS).unref();
  });
  if (Number(request.headers["content-length"] ?? 0) <= most(request)) return next();
  response.status(413).type("text/plain").send("too large");
}

/** Whoever takes a file, or answers an ERP that must not be refused, reads piece by piece and counts for itself. */
function most({ path }: Request): number {
  if (path === paths.giftCardFile) return MOST_FILE_BYTES;
  return path.startsWith(`${paths.erpNotices}/`) ? Infinity : MOST_BODY_BYTES;
}
