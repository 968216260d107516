import { z } from "zod";
import { parseJson } from "#app/lib/clean-text.ts";
import { isShopDomain } from "#app/shopify/shop-domain.ts";
import { plainAnswer, signedBody } from "#app/shopify/signed-body.server.ts";

/**
 * What Shopify Flow posted, its signature checked over the raw bytes. The signature covers the shop's name too, so it is that shop that asks.
 * Fields that are not asked for here are left alone: a workflow that was made long ago goes on sending the fields of its time.
 */
export async function flowRequest<T extends { shopify_domain: string }>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<{ shop: string; sent: T } | { refusal: Response }> {
  const signed = await signedBody(request);
  if ("refusal" in signed) return signed;
  const parsed = schema.safeParse(jsonOf(signed.body.toString("utf8")));
  if (!parsed.success) return { refusal: plainAnswer(400, z.prettifyError(parsed.error)) };
  const shop = parsed.data.shopify_domain.toLowerCase();
  return isShopDomain(shop)
    ? { shop, sent: parsed.data }
    : { refusal: plainAnswer(400, "shopify_domain is no store's address") };
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
