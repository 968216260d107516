import type { VariantId } from "#app/lib/ids.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { ProductByHandleDocument } from "#app/shopify/generated/admin.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import type { ToShopify } from "../plan/planned.ts";
import { variantsBySku } from "../read-shopify.server.ts";

/** The variant that stands for the item already: of the product with our handle, else the only one with its SKU. Null: none, or one could not say which. */
export async function standingVariant(
  shop: string,
  { handle, sku }: Pick<ToShopify, "handle" | "sku">,
): Promise<VariantId | null> {
  const answer = await shopifyRequest(shop, ProductByHandleDocument, { handle });
  if (!answer.ok) return failShopifyCall(answer.error);
  const own = answer.value.productByIdentifier?.variants.nodes.find(
    (variant) => variant.sku === sku,
  );
  if (own) return own.id;
  const found = await variantsBySku(shop, [sku]);
  if (!found.ok) return failShopifyCall(found.error);
  const [only, ...more] = found.value.get(sku) ?? [];
  return only && more.length === 0 ? only : null;
}
