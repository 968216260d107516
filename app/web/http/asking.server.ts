import type { Request } from "express";
import { env } from "#app/env.server.ts";
import { shopAsking } from "#app/shopify.server.ts";

/** The address of a request; undefined when it is none. */
export function addressOf(request: Request): URL | undefined {
  try {
    return new URL(request.originalUrl, env.SHOPIFY_APP_URL);
  } catch {
    return undefined;
  }
}

/** The shop that a request is signed in for. */
export function signedInShop(request: Request): string | undefined {
  const url = addressOf(request);
  return url && shopAsking({ url, authorization: request.headers.authorization ?? null });
}
