/** Shopify's deliveries and everything that a screen sends stay far below. */
export const MOST_BODY_BYTES = 1024 * 1024;
/** A file that a person chooses. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;

/**
 * The body of a request, or undefined when it is larger than `most`: then the rest is not read,
 * whatever length was announced. It is not
 * cancelled either, because that would end the connection before the refusal is sent; the server ends it afterwards.
 */
export async function readBody(
  request: Request,
  most = MOST_BODY_BYTES,
): Promise<Buffer | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return undefined;
  if (!request.body) return Buffer.alloc(0);
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, size);
    size += value.byteLength;
    if (size > most) return undefined;
    chunks.push(value);
  }
}
