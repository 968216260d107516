import type { PolicyName } from "#app/domain/mapping/facts.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { SettingKey, Settings } from "#app/domain/shop-card/settings.ts";
import type { Explanation } from "./plan.ts";

/** Sales channels of Shopify itself; every other named source is somebody else's market place (Shopify: "Track orders placed on other platforms"). */
const OWN_SOURCES = new Set(["web", "online_store", "pos", "shopify_draft_order", "draft_orders", "draft_order", "checkout", "checkout_next", "subscription_contract", "subscription_contract_checkout_one", "iphone", "android", "shop", "buy_button", "storefront"]);

const foreign = (name: string | null | undefined): name is string => name != null && name !== "" && !OWN_SOURCES.has(name.toLowerCase()) && !/^\d+$/.test(name); // digits: an app's id

/** Name of the market place an order came from, by its source or attribution; null for Shopify's own channels. */
export function marketplaceOf(content: Pick<OrderSnapshot["content"], "sourceName" | "attribution">): string | null {
  if (content.attribution && foreign(content.attribution.handle)) return content.attribution.displayName || content.attribution.handle;
  return foreign(content.sourceName) ? content.sourceName : null;
}

/** A market place has not let the order go yet: a fulfillment order is still on hold. */
export const isHeldByMarketplace = ({ content, state }: OrderSnapshot): boolean =>
  marketplaceOf(content) !== null && (state.fulfillmentStatus === "ON_HOLD" || state.fulfillmentOrders.some(({ status }) => status === "ON_HOLD"));

export const isHighRisk = ({ risk }: Pick<OrderSnapshot["content"], "risk">): boolean => risk.assessments.some(({ level }) => level === "HIGH"); // I-9

const policies: readonly { name: PolicyName; setting: SettingKey; kind: Parameters<typeof problem>[0]; applies: (order: OrderSnapshot) => boolean }[] = [
  { name: "cancelled", setting: "cancelledOrders", kind: "cancelled-order", applies: ({ state }) => state.cancelledAt !== null },
  { name: "test", setting: "testOrders", kind: "test-order", applies: ({ content }) => content.test },
  { name: "highRisk", setting: "highRiskOrders", kind: "high-risk-order", applies: ({ content }) => isHighRisk(content) },
  { name: "heldMarketplace", setting: "heldMarketplaceOrders", kind: "held-marketplace", applies: isHeldByMarketplace },
];

/** What the shop card's policies say of this order: a problem for each that stops it, unless a person released the order. */
export function applyPolicies(order: OrderSnapshot, settings: Settings, released: readonly PolicyName[] = []): { problems: ProblemValue[]; why: Explanation[] } {
  const found = policies.filter(({ applies }) => applies(order));
  const stopping = found.filter(({ name, setting }) => settings[setting] !== "document" && !released.includes(name));
  return {
    problems: stopping.map(({ kind, setting }) => problem(kind, { orderId: order.content.id, channel: marketplaceOf(order.content) ?? "" }, "", { setting })),
    why: found.map((policy) => why(`policy:${policy.name}`, "DOC-8", stopping.includes(policy) ? "policy.stops" : released.includes(policy.name) ? "policy.released" : "policy.allows", { policy: `settings.${policy.setting}.label` }, { change: settingPath(policy.setting) })),
  };
}
