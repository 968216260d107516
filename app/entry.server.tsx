import { PassThrough } from "node:stream";
import type { EntryContext } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { pickLanguage } from "./i18n/languages.ts";
import { logger } from "./lib/logger.server.ts";
import { browserConfig } from "./shopify.server.ts";
import { textsOf } from "./texts.server.ts";
import { textFilesOf } from "./web/http/text-files.server.ts";
import { BrowserConfigProvider } from "./ui/browser-config.ts";

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
  const language = pickLanguage(
    new URL(request.url).searchParams.get("locale"),
    request.headers.get("accept-language"),
  );
  for (const file of textFilesOf(context, language))
    headers.append("Link", `<${file}>; rel=modulepreload`);
  return new Promise((resolve, reject) => {
    let answerStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <BrowserConfigProvider
        value={{
          ...browserConfig,
          language,
          texts: textsOf(language),
          textsAwaited: () => undefined,
        }}
      >
        <RemixServer context={context} url={request.url} />
      </BrowserConfigProvider>,
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

/** What no route answered. An address that leads nowhere, or a method that nothing takes, is a visitor's mistake and no failure of the app. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  const asked = { method: request.method, path: new URL(request.url).pathname };
  if (isRouteErrorResponse(error)) {
    const { status, statusText } = error;
    logger.info({ ...asked, status }, `no page answers: ${status} ${statusText}`.trim());
    return;
  }
  const { message, stack } =
    error instanceof Error ? error : { message: String(error), stack: undefined };
  logger.error({ ...asked, error: message, stack }, "a request failed");
}
