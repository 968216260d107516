import { handlersOf } from "#app/db/job.ts";
import { HANDLE_ORDER_WEBHOOKS, HANDLE_WEBHOOK } from "#app/shopify/jobs.ts";
import { handleWebhook } from "./handle-webhook.server.ts";
import { WAKE_STORED_WEBHOOKS } from "./jobs.ts";
import { handleOrderWebhooks, wakeStoredWebhooks } from "./order-webhooks.server.ts";

export const webhookJobs = handlersOf(
  { HANDLE_WEBHOOK, HANDLE_ORDER_WEBHOOKS, WAKE_STORED_WEBHOOKS },
  {
    HANDLE_WEBHOOK: ({ shop, webhookId }) => handleWebhook(shop, webhookId),
    HANDLE_ORDER_WEBHOOKS: ({ shop }) => handleOrderWebhooks(shop),
    WAKE_STORED_WEBHOOKS: () => wakeStoredWebhooks(),
  },
);
