import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);

/** Works one stored delivery. */
export const HANDLE_WEBHOOK = defineJob({
  name: "handleWebhook",
  payload: z.object({ shop, webhookId: z.string().min(1) }),
  key: ({ shop, webhookId }) => `handleWebhook:${shop}:${webhookId}`,
});

/** Works a shop's stored deliveries about orders, together. */
export const HANDLE_ORDER_WEBHOOKS = defineJob({
  name: "handleOrderWebhooks",
  payload: z.object({ shop }),
  queue: ({ shop }) => `handleOrderWebhooks:${shop}`,
  key: ({ shop }) => `handleOrderWebhooks:${shop}`,
  keepTime: true,
});
