/** One order for the admin's order page, read through the same GraphQL engine as the app reads it (so it shows what the app can see). */
import { createBucket } from "../graphql/bucket.ts";
import { runGraphql } from "../graphql/execute.ts";
import type { SimShop } from "../shops.ts";

export interface OrderFacts {
  name: string;
  createdAt: string;
  updatedAt: string;
  displayFinancialStatus: string | null;
  displayFulfillmentStatus: string;
  closed: boolean;
  cancelledAt: string | null;
  customAttributes: { key: string; value: string | null }[];
  tags: string[];
  currentTotalPriceSet: { shopMoney: { amount: string; currencyCode: string } };
  fulfillments: {
    name: string;
    status: string;
    location: { name: string } | null;
    trackingInfo: { company: string | null; number: string | null; url: string | null }[];
    fulfillmentLineItems: { nodes: { quantity: number; lineItem: { name: string } }[] };
  }[];
  transactions: {
    id: string;
    kind: string;
    status: string;
    gateway: string | null;
    createdAt: string;
    amountSet: { presentmentMoney: { amount: string; currencyCode: string } };
  }[];
  lineItems: {
    nodes: {
      id: string;
      name: string;
      sku: string | null;
      quantity: number;
      currentQuantity: number;
      originalUnitPriceSet: { shopMoney: { amount: string; currencyCode: string } };
    }[];
  };
}

const QUERY = `query AdminOrder($id: ID!) { order(id: $id) {
  name createdAt updatedAt displayFinancialStatus displayFulfillmentStatus closed cancelledAt tags customAttributes { key value }
  currentTotalPriceSet { shopMoney { amount currencyCode } }
  fulfillments { name status location { name } trackingInfo { company number url } fulfillmentLineItems(first: 50) { nodes { quantity lineItem { name } } } }
  transactions { id kind status gateway createdAt amountSet { presentmentMoney { amount currencyCode } } }
  lineItems(first: 100) { nodes { id name sku quantity currentQuantity originalUnitPriceSet { shopMoney { amount currencyCode } } } } } }`;

export async function readOrder(shop: SimShop, id: string): Promise<OrderFacts | undefined> {
  const { order } = await ask<{ order: OrderFacts | null }>(shop, QUERY, { id });
  return order ?? undefined;
}

export interface ListedOrder {
  id: string;
  name: string;
  createdAt: string;
  displayFinancialStatus: string | null;
  displayFulfillmentStatus: string;
  currentTotalPriceSet: { shopMoney: { amount: string; currencyCode: string } };
}

const LIST = `query AdminOrders($after: String) { orders(first: 50, after: $after, sortKey: CREATED_AT, reverse: true) {
  nodes { id name createdAt displayFinancialStatus displayFulfillmentStatus currentTotalPriceSet { shopMoney { amount currencyCode } } }
  pageInfo { hasNextPage endCursor } } }`;

/** A person acts on so many at once; the list shows no more. */
const MOST = 250;

/** The latest orders, newest first. */
export async function readOrders(shop: SimShop): Promise<ListedOrder[]> {
  const found: ListedOrder[] = [];
  for (let after: string | null = null; found.length < MOST;) {
    const { orders }: OrdersAnswer = await ask<OrdersAnswer>(shop, LIST, { after });
    found.push(...orders.nodes);
    if (!orders.pageInfo.hasNextPage) break;
    after = orders.pageInfo.endCursor;
  }
  return found.slice(0, MOST);
}

interface OrdersAnswer {
  orders: {
    nodes: ListedOrder[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

async function ask<T>(
  shop: SimShop,
  query: string,
  variables: Record<string, unknown>,
): Promise<T> {
  // The merchant's own admin asks with no scopes to lack and no bucket to empty.
  const { answer } = await runGraphql(
    { query, variables },
    {
      world: shop.world,
      bucket: createBucket(shop.world.clock),
      appId: "gid://shopify/App/0",
      scopes: new Set(["read_orders", "read_all_orders", "read_products", "read_locations"]),
      apiVersion: "2026-10",
      effects: () => undefined,
    },
  );
  if (answer.errors)
    throw new Error(`A page of the admin could not be made: ${answer.errors[0]?.message}`);
  return answer.data as T;
}
