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

/** Marketplaces by the whole of their channel's handle or name, words joined by "-": "Google & YouTube" is google-youtube. */
const MARKETPLACES = new Set([
  ...["facebook", "facebook-shop", "instagram", "instagram-shopping", "facebook-instagram"],
  ...["google", "google-shopping", "google-youtube", "youtube", "tiktok", "tiktok-shop"],
  ...["pinterest", "snapchat", "amazon", "amazon-marketplace", "buy-with-prime"],
  ...["ebay", "walmart", "walmart-marketplace", "etsy", "temu", "shein", "zalando", "kaufland"],
  ...["cdiscount", "allegro"],
]);

const fold = (text: string | null | undefined): string => (text ?? "").trim().toLowerCase();
/** Digits are the id of the app that placed the order without naming a source: it says nothing of the channel. */
const isAppId = (source: string): boolean => /^\d+$/.test(source);
const foreign = (source: string): boolean =>
  source !== "" && !isAppId(source) && !OWN_SOURCES.has(source);
/** A whole name, never a word within one: a merchant's own app may be called "Google Sheets import". "Amazon.de" is Amazon's shop of a country. */
const namesMarketplace = (text: string | undefined): boolean =>
  MARKETPLACES.has(
    fold(text)
      .replace(/^([a-z]+)\.(?:com?\.)?[a-z]{2,3}$/, "$1")
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== "")
      .join("-"),
  );

/** The shop card's own list (setting channelCaptures): sources whose payments this app must leave alone, by source name, handle or readable name. */
const namedSources = (channelCaptures: string): ReadonlySet<string> =>
  new Set(
    channelCaptures
      .split(",")
      .map(fold)
      .filter((name) => name !== ""),
  );

/**
 * By source name and attribution, never by gateway: a marketplace may pay through Shopify Payments. A known channel is one whatever the source says, which may be an app's id;
 * a source without an attribution is just a text that an app gave its orders.
 */
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
  if (attribution === null) return namesMarketplace(source);
  if (namesMarketplace(attribution.handle) || namesMarketplace(attribution.displayName))
    return true;
  return source === "" ? foreign(fold(attribution.handle)) : foreign(source);
}

/** The order came through a channel of the shop itself: its online store, its counter, its drafts. */
function isOwn({ sourceName, attribution }: MarketplaceOrder): boolean {
  const source = fold(sourceName);
  const handle = fold(attribution?.handle);
  if (source !== "" && !isAppId(source)) return OWN_SOURCES.has(source);
  return handle === "" ? source === "" : OWN_SOURCES.has(handle);
}

/** What the channel of an order is called. */
export const channelName = ({ sourceName, attribution }: MarketplaceOrder): string =>
  attribution?.displayName || attribution?.handle || sourceName || "";

/** Financial statuses that say the money was taken already. */
const TAKEN = new Set(["PAID", "PARTIALLY_REFUNDED", "REFUNDED"]);

/** The marketplace an order came from and how it is paid (MKT-1); null: none. */
export function marketplaceOf(order: MarketplaceOrder, channelCaptures = ""): Marketplace | null {
  if (!isFrom(order, namedSources(channelCaptures))) return null;
  const name = channelName(order);
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

/**
 * The marketplace has not let the order go yet: its payment is not there, or a fulfillment order is on hold. For what may be imported and planned. An order of any other channel
 * that is not the shop's own waits too while it is authorized and on hold: that is how a marketplace's orders arrive, known or not.
 */
export function isHeldByMarketplace(order: MarketplaceOrder, channelCaptures = ""): boolean {
  if ((order.cancelledAt ?? null) !== null) return false;
  const held =
    order.fulfillmentStatus === "ON_HOLD" ||
    (order.fulfillmentOrders ?? []).some(({ status }) => status === "ON_HOLD");
  if (marketplaceOf(order, channelCaptures))
    return held || order.financialStatus === null || order.financialStatus === "PENDING";
  return held && order.financialStatus === "AUTHORIZED" && !isOwn(order);
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
