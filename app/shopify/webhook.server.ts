import type { Prisma } from "#app/db/generated/client.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { HANDLE_ORDER_WEBHOOKS, HANDLE_WEBHOOK } from "./jobs.ts";
import { env } from "#app/env.server.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import { isShopDomain } from "./shop-domain.ts";
import { COMPLIANCE_TOPICS, isTopicOf } from "./webhook-topics.ts";
import type { WebhookRoute } from "./webhook-topics.ts";
import { isSigned, keptPayload, readHeaders, resourceOf } from "./webhook.ts";

const COLLECT_MS = 1_000;
/** Shopify's payloads stay far below; more is not read. */
const MOST_BYTES = 8 * 1024 * 1024;

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
  if (Number(request.headers.get("content-length") ?? "0") > MOST_BYTES)
    return answer(413, "too large");
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > MOST_BYTES) return answer(413, "too large");
  const secrets = [
    env.SHOPIFY_API_SECRET,
    ...(env.SHOPIFY_API_SECRET_PREVIOUS ? [env.SHOPIFY_API_SECRET_PREVIOUS] : []),
  ];
  if (!isSigned(body, request.headers.get("x-shopify-hmac-sha256"), secrets))
    return answer(401, "wrong signature");
  const headers = readHeaders(request.headers);
  if (!headers || !isShopDomain(headers.shop))
    return answer(400, "headers of a delivery are missing");
  const { shop, topic, webhookId } = headers;
  const text = body.toString("utf8");
  const payload = parse(text);
  const known = isTopicOf(route, topic);
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
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
