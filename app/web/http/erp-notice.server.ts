import type { Request, Response } from "express";
import { hear } from "#app/domain/erp-notices/hear.server.ts";
import { MOST_BODY_BYTES } from "#app/lib/read-body.ts";
import { logger } from "#app/lib/logger.server.ts";
import { isShopDomain } from "#app/shopify/shop-domain.ts";
import { createRateLimit } from "./rate-limit.ts";

/** An ERP gathers what it tells, and many shops' ERPs may come from one address. */
const LIMIT = createRateLimit({ requests: 600, inMs: 60_000 });
const AGAIN_S = 60;
const LONGEST_TOKEN = 2_000;

/**
 * Takes what an ERP tells of changes, from whoever knows the address. An ERP ends its notices at any answer but success and "later", so there are
 * only these two: who cannot prove to be the ERP, and what cannot be read, is answered as the ERP is.
 */
export function erpNotice(request: Request, response: Response): void {
  take(request, response).catch((error: unknown) => {
    logger.warn({ err: error }, "a notice of an ERP could not be taken");
    later(response);
  });
}

function later(response: Response): void {
  if (response.headersSent) return;
  response.status(503).set("Retry-After", String(AGAIN_S)).type("text/plain").send("Try later.");
}

async function take(request: Request, response: Response): Promise<void> {
  response.setHeader("Cache-Control", "no-store");
  const wait = LIMIT.take(request.ip ?? "", performance.now());
  if (wait > 0) {
    response.status(429).set("Retry-After", String(wait)).type("text/plain").send("Try later.");
    return;
  }
  const { shop = "", connectionId = "" } = request.params;
  const { search, searchParams } = new URL(request.originalUrl, "http://app.invalid");
  const body = await textOf(request);
  const answer =
    body === undefined || search.length > LONGEST_TOKEN || !isShopDomain(shop)
      ? ""
      : await hear({ shop, connectionId }, { search: searchParams, body });
  response.status(200).type("text/plain").send(answer);
}

/** Undefined when it is larger than any ERP's: the rest is not read. */
async function textOf(request: Request): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > MOST_BODY_BYTES) return undefined;
  const parts: Buffer[] = [];
  let size = 0;
  // What is left unread must not end the connection before the answer is out.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
