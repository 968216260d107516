/** Topics the app subscribes to in shopify.app.toml, by the route that takes them. A test holds the two lists together. */
export const WEBHOOK_TOPICS = {
  "/webhooks/app": ["app/uninstalled", "app/scopes_update", "bulk_operations/finish"],
  // Fulfillments and captures move an order's update time, so orders/updated tells of them; fulfillment orders and returns change without it.
  "/webhooks/orders": [
    "orders/create",
    "orders/updated",
    "fulfillment_orders/order_routing_complete",
    "fulfillment_orders/placed_on_hold",
    "fulfillment_orders/hold_released",
    "fulfillment_orders/scheduled_fulfillment_order_ready",
    "fulfillment_orders/moved",
    "fulfillment_orders/split",
    "fulfillment_orders/merged",
    "fulfillment_orders/cancelled",
    "refunds/create",
    "returns/request",
    "returns/approve",
    "returns/decline",
    "returns/cancel",
    "returns/process",
    "returns/update",
    "returns/close",
    "returns/reopen",
    "reverse_fulfillment_orders/dispose",
  ],
  "/webhooks/customers": [
    "customers/create",
    "customers/update",
    "customers/delete",
    "customers/merge",
  ],
  "/webhooks/compliance": ["customers/data_request", "customers/redact", "shop/redact"],
} as const;

export type WebhookRoute = keyof typeof WEBHOOK_TOPICS;
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[WebhookRoute][number];

export const COMPLIANCE_TOPICS: readonly string[] = WEBHOOK_TOPICS["/webhooks/compliance"];

export const isTopicOf = (route: WebhookRoute, topic: string): topic is WebhookTopic =>
  (WEBHOOK_TOPICS[route] as readonly string[]).includes(topic);

/** The same by topic: topic → route. */
export const TOPIC_ROUTES: Record<string, string> = Object.fromEntries(
  Object.entries(WEBHOOK_TOPICS).flatMap(([route, topics]) =>
    topics.map((topic) => [topic, route]),
  ),
);
