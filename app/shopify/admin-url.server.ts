import { env } from "#app/env.server.ts";

/** Address of a page of the shop's admin, e.g. ("my-shop.myshopify.com", "orders/1001"). */
export function adminUrl(shop: string, page: string): string {
  return `${env.SHOPIFY_ORIGIN ?? "https://admin.shopify.com"}/store/${shop.replace(/\.myshopify\.com$/, "")}/${page}`;
}
