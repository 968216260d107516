import { createHmac, randomUUID } from "node:crypto";
import { simulator } from "#tests/setup/simulator.ts";
import { db } from "#app/db/client.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { TOPIC_ROUTES } from "#app/shopify/webhook-topics.ts";
import { accessToken } from "#app/shopify/tokens.server.ts";
import { fillDemoShop } from "#tests/fixtures/demo-shop.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import type { OrderRecord, ShopWorld } from "#tests/simulators/shopify/world/index.ts";

/** What a merchant does, in the words of the stories. */

export const worldOf = (shop: string): ShopWorld => simulator.world(shop) as ShopWorld;
export const ordersOf = (shop: string): OrderRecord[] => worldOf(shop).store().orders;

/** Installs the app and sets it up as the demo is. */
export async function openShop(shop: string): Promise<void> {
  await installShop(shop);
  await fillDemoShop(shop, worldOf(shop));
  await drain();
}

export async function changeSettings(shop: string, values: Partial<Settings>): Promise<void> {
  const card = await getCard(shop);
  if (!card) throw new Error(`${shop} has no card`);
  const saved = await saveCard(shop, card.id, card.revision, { values }, "merchant");
  if (!saved.ok) throw new Error(`the shop card was refused: ${JSON.stringify(saved.error)}`);
}

/** Clicks Sync orders and waits until nothing is left to do. */
export async function sync(
  shop: string,
  options: { includeArchived?: boolean } = {},
): Promise<void> {
  await startSync(shop, { trigger: "click", by: "merchant", ...options });
  await drain();
}

/** Chooses every imported order and clicks Create sales documents. */
export async function createAll(
  shop: string,
): Promise<Awaited<ReturnType<typeof createDocuments>>> {
  const orders = await db.order.findMany({ where: { shop }, select: { orderId: true } });
  const result = await createDocuments(
    shop,
    orders.map(({ orderId }) => orderId),
    "merchant",
  );
  await drain();
  return result;
}

/** Asks the simulated Shopify directly, past every line of the app but the token. */
export async function askShopify<T>(
  shop: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<T> {
  const token = await accessToken(shop);
  if (!token.ok) throw new Error(token.error.message);
  const answer = await fetch(`${simulator.origin}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-sim-shop": shop,
      "x-shopify-access-token": token.value,
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await answer.json()) as { data?: T; errors?: unknown };
  if (!body.data || body.errors) throw new Error(`Shopify refused: ${JSON.stringify(body)}`);
  return body.data;
}

export interface Delivered {
  id?: string;
  triggeredAt?: Date;
  signature?: string;
}

/** Shopify posts a webhook to the app's own route; answers the status the app gave. */
export async function deliver(
  shop: string,
  topic: string,
  payload: unknown,
  { id = randomUUID(), triggeredAt = new Date(), signature }: Delivered = {},
): Promise<number> {
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  const route = TOPIC_ROUTES[topic];
  if (!route) throw new Error(`the app does not subscribe to ${topic}`);
  const request = new Request(`https://app.example.test${route}`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop,
      "x-shopify-webhook-id": id,
      "x-shopify-triggered-at": triggeredAt.toISOString(),
      "x-shopify-api-version": "2026-10",
      "x-shopify-hmac-sha256":
        signature ?? createHmac("sha256", simulator.app.clientSecret).update(body).digest("base64"),
    },
  });
  const routes = {
    "/webhooks/app": () => import("#app/routes/webhooks.app.tsx"),
    "/webhooks/orders": () => import("#app/routes/webhooks.orders.tsx"),
    "/webhooks/compliance": () => import("#app/routes/webhooks.compliance.tsx"),
  };
  const { action } = await routes[route as keyof typeof routes]();
  const answer = await action({ request, params: {}, context: {} });
  return answer.status;
}
