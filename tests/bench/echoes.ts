import { createHmac } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { HANDLE_ORDER_WEBHOOKS } from "#app/shopify/jobs.ts";
import { receiveWebhook } from "#app/shopify/webhook.server.ts";
import { TOPIC_ROUTES } from "#app/shopify/webhook-topics.ts";
import type { WebhookRoute } from "#app/shopify/webhook-topics.ts";
import { SHOP } from "./names.ts";
import { control } from "./shop.ts";

interface Kept {
  topic: string;
  webhookId: string;
  triggeredAt: string;
  body: string;
  apiVersion: string;
}

/** How many webhooks Shopify has had for the app so far; the scene must keep them. */
export async function webhooksKept(): Promise<number> {
  const { webhooks } = await control<{ webhooks: { total: number; unrouted: unknown[] } }>("state");
  if (webhooks.total === 0) throw new Error("this scene keeps no webhooks");
  return webhooks.total;
}

/** Those after the first `known`, of `kept`; oldest first. */
export async function webhooksSince(known: number, kept: number): Promise<Kept[]> {
  if (kept === known) return [];
  return (await control<{ deliveries: Kept[] }>(`webhooks?last=${kept - known}`)).deliveries;
}

/** Delivers them to the app as Shopify does, signed, and lets the collected ones be worked at once. */
export async function deliverWebhooks(kept: readonly Kept[]): Promise<void> {
  const waiting = [...kept];
  const secret = process.env.SHOPIFY_API_SECRET ?? "";
  const deliver = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const request = new Request(`http://localhost:1${TOPIC_ROUTES[next.topic] ?? ""}`, {
        method: "POST",
        body: next.body,
        headers: {
          "content-type": "application/json",
          "x-shopify-topic": next.topic,
          "x-shopify-shop-domain": SHOP,
          "x-shopify-webhook-id": next.webhookId,
          "x-shopify-triggered-at": next.triggeredAt,
          "x-shopify-api-version": next.apiVersion,
          "x-shopify-hmac-sha256": createHmac("sha256", secret).update(next.body).digest("base64"),
        },
      });
      const { status } = await receiveWebhook(
        request,
        (TOPIC_ROUTES[next.topic] ?? "") as WebhookRoute,
      );
      if (status !== 200) throw new Error(`a delivery of ${next.topic} was answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, deliver));
  await addJob(db, HANDLE_ORDER_WEBHOOKS, { shop: SHOP }, { keepTime: false });
}
