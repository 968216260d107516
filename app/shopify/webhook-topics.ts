/** Topics the app subscribes to in shopify.app.toml, by the route that takes them. A test holds the two lists together. */
export const WEBHOOK_TOPICS = {
  "/webhooks/app": ["app/uninstalled", "app/scopes_update"],
  "/webhooks/orders": ["orders/create", "orders/updated"],
  "/webhooks/compliance": ["customers/data_request", "customers/redact", "shop/redact"],
} as const;

export type WebhookRoute = keyof typeof WEBHOOK_TOPICS;
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[WebhookRoute][number];

export const COMPLIANCE_TOPICS: readonly string[] = WEBHOOK_TOPICS["/webhooks/compliance"];

export const isTopicOf = (route: WebhookRoute, topic: string): topic is WebhookTopic => (WEBHOOK_TOPICS[route] as readonly string[]).includes(topic);

/** The same by topic: topic → route. */
export const TOPIC_ROUTES: Record<string, string> = Object.fromEntries(Object.entries(WEBHOOK_TOPICS).flatMap(([route, topics]) => topics.map((topic) => [topic, route])));
