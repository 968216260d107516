import { env } from "#app/env.server.ts";

/** Where Shopify Admin of a shop lives; follows SHOPIFY_ORIGIN when Shopify is a stand-in on this machine. */
export function adminUrl(shop: string): string {
  const store = shop.replace(/\.myshopify\.com$/, "");
  return `${env.SHOPIFY_ORIGIN ?? "https://admin.shopify.com"}/store/${store}`;
}

/** The App Bridge script; undefined means Shopify's own. */
export function appBridgeUrl(): string | undefined {
  return env.SHOPIFY_ORIGIN ? `${env.SHOPIFY_ORIGIN}/app-bridge.js` : undefined;
}
