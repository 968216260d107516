import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";

/** A CSV file that is sent while it is made. */
export const streamedCsv = (name: string, texts: AsyncIterable<string>): Response =>
  new Response(createReadableStreamFromReadable(Readable.from(bytesOf(texts))), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}
