/** Longer than any line of Shopify's: a product's or a variant's own fields. */
const LONGEST = 4 * 1024 * 1024;

/** A result that is not what Shopify promises: cut, or in another order. Reading it again may help. */
export class BrokenResult extends Error {}

/** Lines of UTF-8 that arrive in pieces; the last one may be without its end. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const piece of pieces) {
    rest += decoder.decode(piece, { stream: true });
    let from = 0;
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
      if (end > from) yield rest.slice(from, end);
      from = end + 1;
    }
    rest = rest.slice(from);
    if (rest.length > LONGEST) throw new BrokenResult("A line of the result is too long.");
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
