import { db } from "#app/db/client.server.ts";
import type { WebhookDelivery } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { operationFinished } from "#app/domain/catalog/operation-finished.server.ts";
import {
  customerChanged,
  customersMerged,
} from "#app/domain/customers/customer-webhooks.server.ts";
import { scopesChanged, uninstalled } from "#app/domain/installation/app-webhooks.server.ts";
import { compliance } from "#app/domain/privacy/compliance-webhooks.server.ts";
import { finishDeliveries } from "#app/shopify/webhook-deliveries.server.ts";
import { HANDLE_WEBHOOK } from "#app/shopify/jobs.ts";
import type { Handled } from "#app/shopify/webhook-handled.ts";
import { isTopicOf } from "#app/shopify/webhook-topics.ts";
import { handleOrderWebhooks } from "./order-webhooks.server.ts";

/** Works a stored delivery. Throws what is worth another try; a delivery already worked is passed over. */
export async function handleWebhook(shop: string, webhookId: string): Promise<void> {
  const delivery = await db.webhookDelivery.findUnique({
    where: { shop_webhookId: { shop, webhookId } },
  });
  if (!delivery || delivery.state !== "stored") return;
  // Stored by an app that worked them one by one.
  if (isTopicOf("/webhooks/orders", delivery.topic)) return handleOrderWebhooks(shop);
  const handled = await handle(delivery);
  await db.$transaction(async (tx) => {
    if (handled.again) {
      await addJob(tx, HANDLE_WEBHOOK, { shop, webhookId }, { runAt: handled.again });
      return;
    }
    await finishDeliveries(tx, shop, [webhookId], {
      ...handled,
      emptied: delivery.topic.startsWith("customers/"),
    });
  });
}

function handle(delivery: WebhookDelivery): Promise<Handled> {
  switch (delivery.topic) {
    case "app/uninstalled":
      return uninstalled(delivery);
    case "app/scopes_update":
      return scopesChanged(delivery);
    case "bulk_operations/finish":
      return operationFinished(delivery);
    case "customers/create":
    case "customers/update":
    case "customers/delete":
      return customerChanged(delivery);
    case "customers/merge":
      return customersMerged(delivery);
    case "customers/data_request":
    case "customers/redact":
    case "shop/redact":
      return compliance(delivery);
    default:
      return Promise.resolve({ state: "ignored", note: "The app has no use for this topic." });
  }
}
