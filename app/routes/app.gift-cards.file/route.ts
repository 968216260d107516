import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { exportCards } from "#app/domain/gift-cards/file/export-cards.server.ts";
import { importCards } from "#app/domain/gift-cards/file/import-cards.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { streamedCsv } from "#app/web/streamed-file.server.ts";

/** All gift cards as a CSV file. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop }) =>
    Promise.resolve(streamedCsv("gift-cards.csv", exportCards(shop))),
  );
}

/** Takes a CSV file of older cards as the body: `?do=import` imports it, anything else only checks it. */
export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, url, request }) => {
    const write = url.searchParams.get("do") === "import";
    const result = await importCards(shop, piecesOf(request), write);
    return Response.json(result.ok ? { report: result.value } : { refused: result.error });
  });
}

async function* piecesOf({ body }: Request): AsyncGenerator<Uint8Array> {
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
