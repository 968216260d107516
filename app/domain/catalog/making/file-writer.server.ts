import { once } from "node:events";
import { createGzip } from "node:zlib";
import { db } from "#app/db/client.server.ts";
import type { BuildId } from "#app/lib/ids.ts";
import type { FormatName } from "../formats/list.ts";

/** Compressed bytes of one row: several thousand variants. */
const CHUNK_BYTES = 256 * 1024;
/** Text is handed on in pieces of about this many characters. */
const TEXT_LENGTH = 64 * 1024;

/** Writes one file of a build: text goes in, compressed rows go to the database, and nobody runs ahead of it. */
export function openFile(of: { shop: string; buildId: BuildId; format: FormatName }) {
  const gzip = createGzip();
  let text = "";
  let plain = 0;
  const stored = storeChunks(of, gzip);
  // Told to whoever writes next; here only so that it is never without a listener.
  stored.catch((error: unknown) => gzip.destroy(error as Error));
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(text, "utf8");
    text = "";
    plain += bytes.length;
    if (!gzip.write(bytes)) await Promise.race([once(gzip, "drain"), stored]);
  };
  return {
    async write(more: string): Promise<void> {
      text += more;
      if (text.length >= TEXT_LENGTH) await flush();
    },
    async close(): Promise<void> {
      await flush();
      gzip.end();
      const bytes = await stored;
      await db.catalogFile.create({ data: { ...of, bytes, plain } });
    },
    /** Nothing more is written: the build begins anew, or is over. */
    async drop(): Promise<void> {
      gzip.destroy();
      await stored.catch(() => undefined);
    },
  };
}

async function storeChunks(
  of: { shop: string; buildId: BuildId; format: FormatName },
  pieces: AsyncIterable<Buffer>,
): Promise<number> {
  let total = 0;
  let place = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  const store = async (): Promise<void> => {
    if (size === 0) return;
    await db.catalogChunk.create({ data: { ...of, place, body: Buffer.concat(waiting) } });
    place += 1;
    total += size;
    waiting = [];
    size = 0;
  };
  for await (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size >= CHUNK_BYTES) await store();
  }
  await store();
  return total;
}
