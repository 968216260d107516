import type { OrderId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import {
  ListedOrdersDocument,
  ListOrderIdsDocument,
  ListOrdersDocument,
} from "#app/shopify/generated/admin.ts";
import { isPassing, isShutOut } from "#app/tasks/shopify-problem.ts";
import type { Listing } from "./listed-from-shopify.ts";
import { listedFromShopify, unreadable } from "./listed-from-shopify.ts";

export const PAGE = 250;

interface Page {
  orders: Listing[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** One page of a listing, in the order of changes. A page that one of its orders empties is listed by ids, and its orders are read apart. */
export async function readPage(
  shop: string,
  search: { query: string; after: string | null; first: number },
): Promise<Result<Page, ShopifyError>> {
  const variables = { ...search, sortKey: "UPDATED_AT" } as const;
  const answer = await shopifyRequest(shop, ListOrdersDocument, variables);
  if (answer.ok) {
    const { nodes, pageInfo } = answer.value.orders;
    return ok({ orders: nodes.map(listedFromShopify), pageInfo });
  }
  if (!isOfOneOrder(answer.error)) return answer;
  const page = await shopifyRequest(shop, ListOrderIdsDocument, variables);
  if (!page.ok) return page;
  const { nodes, pageInfo } = page.value.orders;
  const read = await readListed(
    shop,
    nodes.map(({ id }) => id),
  );
  if (!read.ok) return read;
  return ok({ orders: read.value.flatMap(([, listing]) => listing ?? []), pageInfo });
}

/** A field that is never null and cannot be answered takes its order along, and with it the page: the error's path still names it. */
const isOfOneOrder = ({ kind, path = [] }: ShopifyError): boolean =>
  kind !== "throttled" &&
  kind !== "permission" &&
  path[0] === "orders" &&
  path[1] === "nodes" &&
  typeof path[2] === "number";

/** What Shopify says of each of these orders; null where it gives none. An id that Shopify refuses is read apart, so that it does not stop the others. */
export async function readListed(
  shop: string,
  ids: readonly OrderId[],
): Promise<Result<[OrderId, Listing | null][], ShopifyError>> {
  const answer = await shopifyRequestNodes(shop, ListedOrdersDocument, { ids: [...ids] });
  if (answer.ok) {
    const { data, nodeErrors } = answer.value;
    return ok(
      ids.map((id, index) => {
        const node = data.nodes[index];
        const broken = nodeErrors.get(index);
        if (broken !== undefined) return [id, err(unreadable({ id }, broken))];
        return [id, node && "displayFulfillmentStatus" in node ? listedFromShopify(node) : null];
      }),
    );
  }
  if (isShutOut(answer.error) || isPassing(answer.error)) return answer;
  if (ids.length <= 1) return ok(ids.map((id) => [id, null]));
  const half = Math.ceil(ids.length / 2);
  const first = await readListed(shop, ids.slice(0, half));
  if (!first.ok) return first;
  const second = await readListed(shop, ids.slice(half));
  return second.ok ? ok([...first.value, ...second.value]) : second;
}
