import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CatalogGroupsDocument } from "#app/shopify/generated/admin.ts";
import type { CatalogGroupsQuery } from "#app/shopify/generated/admin.ts";
import type { Group } from "../formats/format.ts";
import { groupOf } from "../offers-of.ts";
import { UnreadableResult } from "./result.server.ts";

/**
 * The store's collections, page by page: they stand before the variants in a file, while the result of the bulk operation names those of a
 * product beside it.
 */
export async function* groupsOf(shop: string): AsyncGenerator<Group> {
  let after: string | null = null;
  do {
    const { nodes, pageInfo } = await page(shop, after);
    for (const node of nodes) yield groupOf(node);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}

async function page(
  shop: string,
  after: string | null,
): Promise<CatalogGroupsQuery["collections"]> {
  const answer = await shopifyRequest(shop, CatalogGroupsDocument, { after });
  if (!answer.ok) throw new UnreadableResult(answer.error.message);
  return answer.value.collections;
}
