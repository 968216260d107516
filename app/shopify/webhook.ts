import { createHmac, timingSafeEqual } from "node:crypto";
import { gidOf, isGid } from "./gid.ts";

/** Headers of a delivery, the only place that knows their names. */
export interface WebhookHeaders {
  topic: string;
  shop: string;
  webhookId: string;
  eventId: string | null;
  apiVersion: string | null;
  triggeredAt: Date | null;
}

/** 32 bytes in base64. The unused bits of its last character are zero: a signature has one spelling. */
export const isSignature = (text: string | null): text is string =>
  text !== null &&
  /^[A-Za-z0-9+/]{43}=$/.test(text) &&
  Buffer.from(text, "base64").toString("base64") === text;

/** Is the raw body signed with one of the secrets? Compared in constant time; a signature of another form is simply wrong. */
export function isSigned(
  body: Buffer,
  signature: string | null,
  secrets: readonly string[],
): boolean {
  if (!isSignature(signature)) return false;
  const given = Buffer.from(signature, "base64");
  // Every secret is tried, so that time tells nothing of which one matched.
  return secrets
    .map((secret) => timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given))
    .includes(true);
}

/** Undefined when a header that every delivery has is missing. */
export function readHeaders(headers: Headers): WebhookHeaders | undefined {
  const [topic, shop, webhookId] = [
    "x-shopify-topic",
    "x-shopify-shop-domain",
    "x-shopify-webhook-id",
  ].map((name) => headers.get(name));
  if (!topic || !shop || !webhookId || webhookId.length > 100) return undefined;
  const triggered = headers.get("x-shopify-triggered-at");
  const triggeredAt =
    triggered && !Number.isNaN(Date.parse(triggered)) ? new Date(triggered) : null;
  return {
    topic: topic.toLowerCase(),
    shop: shop.toLowerCase(),
    webhookId,
    eventId: headers.get("x-shopify-event-id"),
    apiVersion: headers.get("x-shopify-api-version"),
    triggeredAt,
  };
}

/** Where the payload of a topic names its shop. The signature covers the body only, so the header's shop is believed no further than this. */
const SHOP_FIELD: Record<string, string> = {
  "app/uninstalled": "myshopify_domain",
  "customers/data_request": "shop_domain",
  "customers/redact": "shop_domain",
  "shop/redact": "shop_domain",
};

/**
 * Whether the payload is of the shop in the header. What ends or erases something must name its shop; other payloads may, and are only
 * a reason to ask Shopify, with that shop's own token.
 */
export function namesShop(
  payload: Record<string, unknown>,
  { topic, shop }: Pick<WebhookHeaders, "topic" | "shop">,
): boolean {
  const field = SHOP_FIELD[topic];
  if (field !== undefined) return lower(payload[field]) === shop;
  return [payload.shop_domain, payload.myshopify_domain].every(
    (named) => named === undefined || lower(named) === shop,
  );
}

const lower = (value: unknown): unknown =>
  typeof value === "string" ? value.toLowerCase() : value;

/**
 * What a payload is about: the gid it carries, or for orders and refunds the order's, made from its number, or one of the fulfillment orders it names: all of them are of one order. The number is taken from the text, because JSON numbers above 2^53
 * (Shopify's test notifications) would be rounded.
 */
export function resourceOf(
  payload: Record<string, unknown>,
  text: string,
  topic: string,
): string | null {
  // A refund names its order; asking Shopify for it would be a call more.
  if (topic.startsWith("refunds/")) {
    const order = /"order_id"\s*:\s*(\d{1,20})\b/.exec(text)?.[1];
    if (order !== undefined) return gidOf("Order", order);
  }
  const gid = payload.admin_graphql_api_id;
  if (typeof gid === "string" && isGid(gid)) return gid;
  if (topic.startsWith("fulfillment_orders/")) return fulfillmentOrderIn(payload, 3);
  if (!topic.startsWith("orders/")) return null;
  const id =
    /^\s*\{\s*"id"\s*:\s*(\d{1,20})\b/.exec(text)?.[1] ??
    (Number.isSafeInteger(payload.id) ? String(payload.id) : undefined);
  return id === undefined ? null : gidOf("Order", id);
}

/** The payloads of fulfillment_orders/* each name theirs in another place: `fulfillment_order`, `moved_fulfillment_order`, inside `fulfillment_order_merges` … */
function fulfillmentOrderIn(value: object, depth: number): string | null {
  const parts = Object.values(value).filter(
    (part): part is object => part !== null && typeof part === "object",
  );
  for (const part of parts)
    if ("id" in part && typeof part.id === "string" && isGid(part.id, "FulfillmentOrder"))
      return part.id;
  return depth > 1
    ? (parts.map((part) => fulfillmentOrderIn(part, depth - 1)).find((id) => id !== null) ?? null)
    : null;
}

const KEPT = new Set([
  "id",
  "admin_graphql_api_id",
  "updated_at",
  "created_at",
  "myshopify_domain",
  "shop_id",
  "shop_domain",
  "previous",
  "current",
  "orders_requested",
  "orders_to_redact",
  "admin_graphql_api_customer_kept_id",
  "admin_graphql_api_customer_deleted_id",
  "status",
]);

/** What of a payload is stored: ids and times. It is a trigger, never the truth, and names and addresses have no business in it. Compliance payloads keep whom they are about. */
export function keptPayload(
  payload: Record<string, unknown>,
  compliance: boolean,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(payload).filter(
      ([key]) => KEPT.has(key) || (compliance && (key === "customer" || key === "data_request")),
    ),
  );
}
