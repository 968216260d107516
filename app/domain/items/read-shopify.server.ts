import { kilograms } from "#app/domain/catalog/read/kilograms.ts";
import type { VariantId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import type { VariantForItemFragment } from "#app/shopify/generated/admin.ts";
import {
  VariantsBySkuDocument,
  VariantsForItemsByIdDocument,
  VariantsForItemsDocument,
} from "#app/shopify/generated/admin.ts";
import type { Variant } from "./plan/variant.ts";

/** A page of the shop's variants, and where the next one begins; null: there is none. */
export async function readVariantPage(
  shop: string,
  after: string | null,
): Promise<Result<{ variants: Variant[]; next: string | null }, ShopifyError>> {
  const answer = await shopifyRequest(shop, VariantsForItemsDocument, { after });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.value.productVariants;
  return ok({
    variants: nodes.map(variantOf),
    next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
  });
}

/** Variants by id, at most as many as one call names; one that Shopify no longer has is left out. */
export async function readVariants(
  shop: string,
  ids: readonly string[],
): Promise<Result<Variant[], ShopifyError>> {
  if (ids.length === 0) return ok([]);
  const answer = await shopifyRequestNodes(shop, VariantsForItemsByIdDocument, { ids: [...ids] });
  if (!answer.ok) return answer;
  return ok(
    answer.value.data.nodes.flatMap((node) => (node && "product" in node ? [variantOf(node)] : [])),
  );
}

/** As many as a page of the answer surely holds, several of one SKU included. */
const SKUS_AT_ONCE = 20;

/** Shopify's variants of each SKU, taken exactly: its search does not mind case. */
export async function variantsBySku(
  shop: string,
  skus: readonly string[],
): Promise<Result<Map<string, VariantId[]>, ShopifyError>> {
  const found = new Map<string, VariantId[]>();
  for (let at = 0; at < skus.length; at += SKUS_AT_ONCE) {
    const part = skus.slice(at, at + SKUS_AT_ONCE);
    const answer = await shopifyRequest(shop, VariantsBySkuDocument, {
      query: part.map((sku) => `sku:${quoted(sku)}`).join(" OR "),
    });
    if (!answer.ok) return answer;
    for (const { id, sku } of answer.value.productVariants.nodes)
      if (sku && part.includes(sku)) found.set(sku, [...(found.get(sku) ?? []), id]);
  }
  return ok(found);
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

const DEFAULT_TITLE = "Default Title";

const variantOf = ({
  id,
  title,
  sku,
  barcode,
  price,
  selectedOptions,
  inventoryItem,
  product,
}: VariantForItemFragment): Variant => ({
  id,
  productTitle: product.title,
  title: title === DEFAULT_TITLE ? "" : title,
  sku: sku ?? "",
  barcode: barcode ?? "",
  price,
  weight: kilograms(inventoryItem.measurement.weight ?? null),
  options: selectedOptions,
  isGiftCard: product.isGiftCard,
});
