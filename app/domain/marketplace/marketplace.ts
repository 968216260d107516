import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";

/**
 * Orders that a third-party marketplace placed (MKT-1 to MKT-3; Shopify's guide "Track orders placed on other platforms"). A snapshot, a listed order and a
 * fresh reading of payments all hold these facts; what was not read is absent.
 */
export interface MarketplaceOrder {
  sourceName: string | null;
  attribution: { handle: string; displayName: string } | null;
  financialStatus: string | null;
  fulfillmentStatus?: string;
  cancelledAt?: string | null;
  /** paymentGatewayNames */
  gateways?: readonly string[];
  fulfillmentOrders?: readonly { status: string; supportedActions: readonly string[] }[];
}

export interface Marketplace {
  name: string;
  /** authorizedThenCaptured: the marketplace captures after fulfillment (Shopify Payments). paid: the buyer paid the marketplace (Facebook Payments). */
  workflow: "authorizedThenCaptured" | "paid";
}

/** Sources of Shopify itself. */
const OWN_SOURCES = new Set([
  "web",
  "online_store",
  "pos",
  "shopify_draft_order",
  "draft_order",
  "draft_orders",
  "checkout",
  "checkout_next",
  "subscription_contract",
  "subscription_contract_checkout_one",
  "iphone",
  "android",
  "shop",
  "buy_button",
  "storefront",
]);

/** Marketplaces known by their source name alone: any other source without an attribution is just a text that an app gave its orders. */
const MARKETPLACE_SOURCES = new Set([
  "facebook",
  "instagram",
  "google",
  "youtube",
  "tiktok",
  "pinterest",
  "snapchat",
  "amazon",
  "ebay",
  "walmart",
  "etsy",
]);

const fold = (text: string | null | undefined): string => (text ?? "").trim().toLowerCase();
/** Digits are the id of an app of the merchant's choosing. */
const foreign = (source: string): boolean =>
  source !== "" && !/^\d+$/.test(source) && !OWN_SOURCES.has(source);

/** The shop card's own list (setting channelCaptures): sources whose payments this app must leave alone, by source name, handle or readable name. */
const namedSources = (channelCaptures: string): ReadonlySet<string> =>
  new Set(
    channelCaptures
      .split(",")
      .map(fold)
      .filter((name) => name !== ""),
  );

/** By source name and attribution, never by gateway: a marketplace may pay through Shopify Payments. */
function isFrom(
  { sourceName, attribution }: MarketplaceOrder,
  named: ReadonlySet<string>,
): boolean {
  const source = fold(sourceName);
  if (
    [source, fold(attribution?.handle), fold(attribution?.displayName)].some(
      (name) => name !== "" && named.has(name),
    )
  )
    return true;
  if (attribution === null) return MARKETPLACE_SOURCES.has(source);
  return source === "" ? foreign(fold(attribution.handle)) : foreign(source);
}

/** Financial statuses that say the money was taken already. */
const TAKEN = new Set(["PAID", "PARTIALLY_REFUNDED", "REFUNDED"]);

/** The marketplace an order came from and how it is paid (MKT-1); null: none. */
export function marketplaceOf(order: MarketplaceOrder, channelCaptures = ""): Marketplace | null {
  if (!isFrom(order, namedSources(channelCaptures))) return null;
  const name =
    order.attribution?.displayName || order.attribution?.handle || order.sourceName || "";
  // Captured later, an order of Shopify Payments reads PAID as well: its gateway tells the two apart.
  const paid =
    TAKEN.has(order.financialStatus ?? "") && !(order.gateways ?? []).includes("shopify_payments");
  return { name, workflow: paid ? "paid" : "authorizedThenCaptured" };
}

/** Financial statuses with which goods may leave: AUTHORIZED or PAID, and those that follow from them. */
const SECURED = new Set(["AUTHORIZED", "PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED"]);

/**
 * Whether a marketplace lets its order be fulfilled (MKT-2): money AUTHORIZED or PAID, and a fulfillment order that lists CREATE_FULFILLMENT. Null:
 * ready, or no marketplace's order. There is no fixed time to wait for: marketplaces differ.
 */
export function marketplaceReadiness(
  order: MarketplaceOrder,
  channelCaptures = "",
): ProblemValue | null {
  const marketplace = marketplaceOf(order, channelCaptures);
  if (!marketplace || order.fulfillmentStatus === "FULFILLED") return null;
  const open = order.fulfillmentOrders
    ? order.fulfillmentOrders.some(({ supportedActions }) =>
        supportedActions.includes("CREATE_FULFILLMENT"),
      )
    : order.fulfillmentStatus !== "ON_HOLD";
  return SECURED.has(order.financialStatus ?? "") && open
    ? null
    : problem("held-marketplace", { channel: marketplace.name });
}

/** The marketplace has not let the order go yet: its payment is not there, or a fulfillment order is on hold. For what may be imported and planned. */
export function isHeldByMarketplace(order: MarketplaceOrder, channelCaptures = ""): boolean {
  if ((order.cancelledAt ?? null) !== null || !marketplaceOf(order, channelCaptures)) return false;
  const pending = order.financialStatus === null || order.financialStatus === "PENDING";
  return (
    pending ||
    order.fulfillmentStatus === "ON_HOLD" ||
    (order.fulfillmentOrders ?? []).some(({ status }) => status === "ON_HOLD")
  );
}

export const MARKETPLACE_ACTS = [
  "capture",
  "markAsPaid",
  "edit",
  "address",
  "customRefund",
] as const;
export type MarketplaceAct = (typeof MARKETPLACE_ACTS)[number];

/** Nothing is authorized any more: there is no capture of the marketplace's to come. */
const OVER = new Set([...TAKEN, "VOIDED"]);

/**
 * What is forbidden from authorization until the marketplace has captured, held or not (MKT-3), each with the reason to show. Empty: nothing is.
 */
export function marketplaceForbids(
  order: MarketplaceOrder,
  channelCaptures = "",
): ReadonlyMap<MarketplaceAct, ProblemValue> {
  const marketplace = marketplaceOf(order, channelCaptures);
  if (
    marketplace?.workflow !== "authorizedThenCaptured" ||
    (order.cancelledAt ?? null) !== null ||
    OVER.has(order.financialStatus ?? "")
  )
    return new Map();
  const reason = problem("channel-captures", { channel: marketplace.name });
  return new Map(MARKETPLACE_ACTS.map((act) => [act, reason]));
}

/** The facts of an imported order. */
export const marketplaceFacts = ({
  content,
  state,
}: {
  content: Pick<MarketplaceOrder, "sourceName" | "attribution">;
  state: Required<
    Pick<
      MarketplaceOrder,
      "financialStatus" | "fulfillmentStatus" | "cancelledAt" | "gateways" | "fulfillmentOrders"
    >
  >;
}): MarketplaceOrder => ({
  sourceName: content.sourceName,
  attribution: content.attribution,
  financialStatus: state.financialStatus,
  fulfillmentStatus: state.fulfillmentStatus,
  cancelledAt: state.cancelledAt,
  gateways: state.gateways,
  fulfillmentOrders: state.fulfillmentOrders,
});
