import type { NextFunction, Request, Response } from "express";
import { logger } from "#app/lib/logger.server.ts";
import { signedInShop } from "./asking.server.ts";
import { createRateLimit } from "./rate-limit.ts";

const LIMIT = createRateLimit({ requests: 120, inMs: 60_000 });

/**
 * Slows down whoever asks again and again without being signed in. Pages and data of the app come with an ID token; Shopify's deliveries
 * and what Shopify Flow asks for are known by their signature, which their routes look at, and may come in storms.
 */
export function limitStrangers(request: Request, response: Response, next: NextFunction): void {
  if (/^\/(webhooks|flow)\//.test(request.path) || signedInShop(request) !== undefined)
    return next();
  const wait = LIMIT.take(request.ip ?? "", performance.now());
  if (wait === 0) return next();
  logger.info({ path: request.path }, "somebody who is not signed in asks too often");
  response
    .status(429)
    .set("Retry-After", String(wait))
    .type("text/plain")
    .send(`Too many requests. Try again in ${wait} seconds.`);
}
