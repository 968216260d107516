import { env } from "#app/env.server.ts";
import { readBody } from "#app/lib/read-body.ts";
import { isSignature, isSigned } from "./webhook.ts";

/** What Shopify answers to is a status; the words are for whoever looks with a tool. */
export const plainAnswer = (status: number, text = ""): Response =>
  new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });

/** The body that Shopify posted and signed, to the byte; or the answer to one that it did not. */
export async function signedBody(
  request: Request,
): Promise<{ body: Buffer; signature: string } | { refusal: Response }> {
  if (request.method !== "POST") return { refusal: plainAnswer(405, "POST only") };
  const signature = request.headers.get("x-shopify-hmac-sha256");
  // Before the body is read: most of what strangers send ends here.
  if (!isSignature(signature)) return { refusal: plainAnswer(401, "wrong signature") };
  const body = await readBody(request);
  if (!body) return { refusal: plainAnswer(413, "too large") };
  const secrets = [
    env.SHOPIFY_API_SECRET,
    ...(env.SHOPIFY_API_SECRET_PREVIOUS ? [env.SHOPIFY_API_SECRET_PREVIOUS] : []),
  ];
  return isSigned(body, signature, secrets)
    ? { body, signature }
    : { refusal: plainAnswer(401, "wrong signature") };
}
