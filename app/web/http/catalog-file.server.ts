import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Request, Response } from "express";
import { bytesOf, findFile } from "#app/domain/catalog/serve.server.ts";
import type { ServedFile } from "#app/domain/catalog/serve.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { isCurrent } from "./conditional.ts";
import { createRateLimit } from "./rate-limit.ts";

/** A reader comes a few times an hour; who guesses secrets comes more often. */
const LIMIT = createRateLimit({ requests: 60, inMs: 60_000 });
const AGAIN_S = 300;

/**
 * The catalog of the shop whose secret stands in the address, to whoever has it: no session, no token, nothing personal. What is not known is
 * answered as any address that leads nowhere. The address is a secret: it is neither logged nor told to other sites nor kept by searches.
 */
export function catalogFile(request: Request, response: Response): void {
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("X-Robots-Tag", "noindex, nofollow");
  answer(request, response).catch((error: unknown) => {
    // A reader that hung up, or a newer file in the middle: what was sent is cut, never half.
    logger.warn({ error: String(error) }, "a catalog was not given to its end");
    if (response.headersSent) response.destroy();
    else said(response, 503, "Try again later.", AGAIN_S);
  });
}

function said(response: Response, status: number, text: string, retryS?: number): void {
  response.setHeader("Cache-Control", "no-store");
  if (retryS !== undefined) response.setHeader("Retry-After", String(retryS));
  response.status(status).type("text/plain").send(text);
}

async function answer(request: Request, response: Response): Promise<void> {
  const wait = LIMIT.take(request.ip ?? "", performance.now());
  if (wait > 0)
    return said(response, 429, `Too many requests. Try again in ${wait} seconds.`, wait);
  const file = await findFile(request.params.name ?? "");
  if (file === undefined) return said(response, 404, "There is no such file.");
  if (file === "later") return said(response, 503, "The catalog is not ready yet.", AGAIN_S);
  const gzip = request.acceptsEncodings("gzip") !== false;
  headersOf(file, gzip).forEach(([name, value]) => response.setHeader(name, value));
  if (isCurrent(request.headers, tagOf(file, gzip), file.madeAt)) {
    response.removeHeader("Content-Length");
    response.removeHeader("Content-Encoding");
    response.status(304).end();
    return;
  }
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const kept = Readable.from(bytesOf(file));
  await (gzip ? pipeline(kept, response) : pipeline(kept, createGunzip(), response));
}

/** Each way of sending the file is a thing of its own. */
const tagOf = ({ buildId, format }: ServedFile, gzip: boolean): string =>
  `"${buildId}-${format}${gzip ? "-gzip" : ""}"`;

function headersOf(file: ServedFile, gzip: boolean): [string, string][] {
  return [
    ["Content-Type", file.contentType],
    ["Content-Length", String(gzip ? file.bytes : file.plain)],
    ...(gzip ? [["Content-Encoding", "gzip"] as [string, string]] : []),
    ["Vary", "Accept-Encoding"],
    ["ETag", tagOf(file, gzip)],
    ["Last-Modified", file.madeAt.toUTCString()],
    // Whoever keeps it asks first whether it is still the newest, and nobody in between keeps it.
    ["Cache-Control", "private, no-cache"],
  ];
}
