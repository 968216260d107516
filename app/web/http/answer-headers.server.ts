import type { NextFunction, Request, Response } from "express";
import { env } from "#app/env.server.ts";
import { isShopDomain } from "#app/shopify/shop-domain.ts";
import { addressOf, signedInShop } from "./asking.server.ts";

const YEAR_S = 365 * 24 * 60 * 60;

/** Pages differ by shop: nothing between the app and the browser keeps them. */
export function notKept(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader("Cache-Control", "private, no-store");
  next();
}

/** Headers of every answer. */
export function answerHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  if (env.SHOPIFY_APP_URL.startsWith("https:"))
    response.setHeader("Strict-Transport-Security", `max-age=${YEAR_S}`);
  beforeHeaders(response, () => {
    if (/^text\/html\b/.test(String(response.getHeader("content-type") ?? "")))
      response.setHeader("Content-Security-Policy", `frame-ancestors ${framesFor(request)};`);
    // The library preloads Shopify's own App Bridge and leads to Shopify's own admin.
    if (env.SHOPIFY_ORIGIN) pointAt(env.SHOPIFY_ORIGIN, response);
  });
  next();
}

/**
 * Who may show a page in a frame: the admin, and the shop of the visitor's session. A page without a session holds nothing of any shop; it
 * is shown in the frame of the shop that its address names, or nowhere.
 */
function framesFor(request: Request): string {
  const named = addressOf(request)?.searchParams.get("shop")?.toLowerCase() ?? "";
  const shop = signedInShop(request) ?? (isShopDomain(named) ? named : undefined);
  if (shop === undefined) return "'none'";
  return [env.SHOPIFY_ORIGIN, `https://${shop}`, "https://admin.shopify.com"]
    .filter((origin) => origin !== undefined)
    .join(" ");
}

function pointAt(origin: string, response: Response): void {
  response.removeHeader("link");
  const location = response.getHeader("location");
  if (typeof location === "string" && location.startsWith("https://admin.shopify.com/"))
    response.setHeader("location", location.replace("https://admin.shopify.com", origin));
}

/** The library and Remix write whole answers themselves, so what depends on an answer is done when its head leaves. */
function beforeHeaders(response: Response, act: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => Response;
  response.writeHead = ((...args: unknown[]) => {
    act();
    return writeHead(...args);
  }) as typeof response.writeHead;
}
