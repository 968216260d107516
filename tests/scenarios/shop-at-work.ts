import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
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

/** The stories of a test file happen in this shop, which has no order yet; the stand-in for Shopify must know all that they ask it. */
export function inEmptyShop(shop: string): void {
  beforeAll(async () => {
    simulator.shops.add(shop, "empty");
    await openShop(shop);
  });
  afterEach(() => {
    expect(simulator.log.defects).toEqual([]);
  });
}

/** The store's own setting "Automatically archive the order" is turned off, so that whoever archives an order is the app. */
export const leaveOrdersOpen = (shop: string): void => {
  simulator.act(shop, "setShop", { archivesOrders: false });
};

export async function changeSettings(shop: string, values: Partial<Settings>): Promise<void> {
  const card = await getCard(shop);
  if (!card) throw new Error(`${shop} has no card`);
  const saved = await saveCard(
    { shop, by: "merchant" },
    { id: card.id, revision: card.revision },
    { values },
  );
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

type Created = Awaited<ReturnType<typeof createDocuments>>;

/** Chooses every imported order and clicks Create sales documents. */
export const createAll = (shop: string): Promise<Created> => createChosen(shop, {});

/** Chooses those that have none yet: where many stories happen in one shop, each plans its own orders only. */
export const createMissing = (shop: string): Promise<Created> =>
  createChosen(shop, { documentState: { not: "created" } });

async function createChosen(shop: string, chosen: Prisma.OrderWhereInput): Promise<Created> {
  const orders = await db.order.findMany({
    where: { ...chosen, shop },
    select: { orderId: true },
  });
  const result = await createDocuments(
    shop,
    orders.map(({ orderId }) => orderId),
    "merchant",
  );
  await drain();
  return result;
}

interface Answer<T> {
  data?: T;
  errors?: { extensions?: { code?: string } }[];
}

/** Asks the simulated Shopify directly, past every line of the app but the token. */
export async function askShopify<T>(
  shop: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<T> {
  const token = await accessToken(shop);
  if (!token.ok) throw new Error(token.error.message);
  const send = () =>
    fetch(`${simulator.origin}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-sim-shop": shop,
        "x-shopify-access-token": token.value,
      },
      body: JSON.stringify({ query, variables }),
    });
  let body = (await (await send()).json()) as Answer<T>;
  // The shop's points are used up by whoever asked before.
  while (body.errors?.some(({ extensions }) => extensions?.code === "THROTTLED")) {
    await wait(500);
    body = (await (await send()).json()) as Answer<T>;
  }
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
    "/webhooks/customers": () => import("#app/routes/webhooks.customers.tsx"),
    "/webhooks/compliance": () => import("#app/routes/webhooks.compliance.tsx"),
  };
  const { action } = await routes[route as keyof typeof routes]();
  const answer = await action({ request, params: {}, context: {} });
  return answer.status;
}
