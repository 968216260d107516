import { shopifyFetch } from "#app/shopify/fetch.server.ts";

/** The result is not to be had now: its address is refused, or the connection was cut. */
export class UnreadableResult extends Error {}

const TIMEOUT_MS = 30 * 60_000;

/** The pieces of a result as they arrive. Without an address Shopify found nothing: a store without products. */
export async function* resultOf(url: string | null): AsyncGenerator<Uint8Array> {
  if (url === null) return;
  // It comes from Shopify's own answer and needs no token: whoever has the address may read.
  if (!url.startsWith("https://")) throw new UnreadableResult("The result has no https address.");
  try {
    const answer = await shopifyFetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok || !answer.body) {
      await answer.body?.cancel();
      throw new UnreadableResult(`The result was answered with ${answer.status}.`);
    }
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) yield piece;
  } catch (error) {
    if (error instanceof UnreadableResult) throw error;
    // What is thrown in here comes from the connection: whoever reads the pieces fails outside.
    throw new UnreadableResult(error instanceof Error ? error.message : String(error));
  }
}
