import type { Prisma } from "#app/db/generated/client.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { HANDLE_ORDER_WEBHOOKS, HANDLE_WEBHOOK } from "./jobs.ts";
import { env } from "#app/env.server.ts";
import { parseJson } from "#app/lib/clean-text.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import { readBody } from "#app/lib/read-body.ts";
import { isShopDomain } from "./shop-domain.ts";
import { COMPLIANCE_TOPICS, isTopicOf } from "./webhook-topics.ts";
import type { WebhookRoute } from "./webhook-topics.ts";
import {
  isSignature,
  isSigned,
  keptPayload,
  namesShop,
  readHeaders,
  resourceOf,
} from "./webhook.ts";

const COLLECT_MS = 1_000;

/**
 * Topics whose every body is its own, and which ask Shopify nothing that would show a repetition: the same body under another id is the
 * same delivery. The others look at what is so now: an order is read again, an uninstall and new scopes are asked of Shopify.
 */
const ONCE: readonly string[] = ["customers/data_request", "customers/redact"];

const answer = (status: number, text = ""): Response =>
  new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });

/**
 * Takes one delivery: verify (401), store, answer; work is done later by a job. No session is touched. A delivery seen before is answered 200 and not
 * worked again. A signed payload that is no JSON object is stored with a note: sending it again would not fix it.
 */
export async function receiveWebhook(request: Request, route: WebhookRoute): Promise<Response> {
  if (request.method !== "POST") return answer(405, "POST only");
  const signature = request.headers.get("x-shopify-hmac-sha256");
  // Before the body is read: most of what strangers send ends here.
  if (!isSignature(signature)) return answer(401, "wrong signature");
  const body = await readBody(request);
  if (!body) return answer(413, "too large");
  const secrets = [
    env.SHOPIFY_API_SECRET,
    ...(env.SHOPIFY_API_SECRET_PREVIOUS ? [env.SHOPIFY_API_SECRET_PREVIOUS] : []),
  ];
  if (!isSigned(body, signature, secrets)) return answer(401, "wrong signature");
  const headers = readHeaders(request.headers);
  if (!headers || !isShopDomain(headers.shop))
    return answer(400, "headers of a delivery are missing");
  const { shop, topic, webhookId } = headers;
  const text = body.toString("utf8");
  const payload = parse(text);
  const known = isTopicOf(route, topic);
  if (payload && known && !namesShop(payload, headers)) {
    logger.warn({ shop, topic, webhookId }, "a delivery names another shop than its header");
    return answer(400, "the payload names another shop");
  }
  const note = !payload
    ? "The payload is no JSON object."
    : !known
      ? "The app does not subscribe to this topic here."
      : null;
  if (note) logger.warn({ shop, topic, webhookId }, note);
  let asked = false;
  await db.$transaction(async (tx) => {
    const { count } = await tx.webhookDelivery.createMany({
      data: [
        {
          shop,
          webhookId,
          topic,
          eventId: headers.eventId,
          apiVersion: headers.apiVersion,
          digest: ONCE.includes(topic) ? signature : null,
          triggeredAt: headers.triggeredAt,
          receivedAt: now(),
          resourceId: payload ? resourceOf(payload, text, topic) : null,
          payload: (payload
            ? keptPayload(payload, COMPLIANCE_TOPICS.includes(topic))
            : {}) as Prisma.InputJsonObject,
          ...(note ? { state: "ignored", note, doneAt: now() } : {}),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0 || note) return;
    if (route === "/webhooks/orders") {
      if (collects(shop)) return;
      await addJob(
        tx,
        HANDLE_ORDER_WEBHOOKS,
        { shop },
        { runAt: new Date(now().getTime() + COLLECT_MS) },
      );
      asked = true;
    } else await addJob(tx, HANDLE_WEBHOOK, { shop, webhookId });
  });
  if (asked) collecting.set(shop, performance.now());
  return answer(200);
}

/**
 * When this process last asked for a shop's batch. A batch asked for a moment ago has not begun: what is stored now will be in it, and the row of
 * its job is not fought over. Should it begin sooner than that, the sweep of each minute finds what it left.
 */
const collecting = new Map<string, number>();
const collects = (shop: string): boolean =>
  performance.now() - (collecting.get(shop) ?? -Infinity) < COLLECT_MS / 2;

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
