import { env } from "#app/env.server.ts";

/** Shopify's admin, without a shop chosen. */
export const adminHome = (): string => env.SHOPIFY_ORIGIN ?? "https://admin.shopify.com";

/** Address of a page of the shop's admin, e.g. ("my-shop.myshopify.com", "orders/1001"). */
export function adminUrl(shop: string, page: string): string {
  return `${adminHome()}/store/${shop.replace(/\.myshopify\.com$/, "")}/${page}`;
}

/** Address of a page of the app inside the shop's admin, e.g. "/app/orders/1001". */
export const appUrl = (shop: string, page: string): string =>
  adminUrl(shop, `apps/${env.SHOPIFY_API_KEY}${page}`);
