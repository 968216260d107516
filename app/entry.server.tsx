import { PassThrough } from "node:stream";
import type { EntryContext } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { logger } from "#app/lib/logger.server.ts";
import { addDocumentResponseHeaders } from "#app/shopify.server.ts";

// The built bundle is the one copy of every module in a process (one pool, one throttle): the start file takes what it runs from here.
export { startWeb } from "./web.server.ts";
export { closeDatabase, startWorker } from "./worker/entry.server.ts";
export { env } from "./env.server.ts";
export { logger } from "./lib/logger.server.ts";

/** A page that is not whole by then is sent as far as it came. */
const RENDER_TIMEOUT_MS = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  return new Promise((resolve, reject) => {
    let answerStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} />,
      {
        onShellReady() {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: answerStatus }),
          );
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          answerStatus = 500;
          logger.error(
            {
              error: error instanceof Error ? error.message : String(error),
              path: new URL(request.url).pathname,
            },
            "a page could not be rendered",
          );
        },
      },
    );
    setTimeout(abort, RENDER_TIMEOUT_MS).unref();
  });
}

export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  const { message, stack } =
    error instanceof Error ? error : { message: String(error), stack: undefined };
  logger.error({ error: message, stack, path: new URL(request.url).pathname }, "a request failed");
}
