import { Prisma } from "#app/db/generated/client.ts";
import { intakePool } from "#app/db/client.server.ts";
import { addedJob } from "#app/db/jobs.server.ts";
import { HANDLE_ORDER_WEBHOOKS, HANDLE_WEBHOOK } from "./jobs.ts";
import { parseJson } from "#app/lib/clean-text.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import { isShopDomain } from "./shop-domain.ts";
import { plainAnswer as answer, signedBody } from "./signed-body.server.ts";
import { COMPLIANCE_TOPICS, isTopicOf } from "./webhook-topics.ts";
import type { WebhookRoute } from "./webhook-topics.ts";
import type { WebhookHeaders } from "./webhook.ts";
import { keptPayload, namesShop, readHeaders, resourceOf } from "./webhook.ts";

const COLLECT_MS = 1_000;

/**
 * Topics whose every body is its own, and which ask Shopify nothing that would show a repetition: the same body under another id is the
 * same delivery. The others look at what is so now: an order is read again, an uninstall and new scopes are asked of Shopify.
 */
const ONCE: readonly string[] = ["customers/data_request", "customers/redact"];

/**
 * Takes one delivery: verify (401), store, answer; work is done later by a job. No session is touched. A delivery seen before is answered 200 and not
 * worked again. A signed payload that is no JSON object is stored with a note: sending it again would not fix it.
 */
export async function receiveWebhook(request: Request, route: WebhookRoute): Promise<Response> {
  const signed = await signedBody(request);
  if ("refusal" in signed) return signed.refusal;
  const { body, signature } = signed;
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
  const collected = route === "/webhooks/orders";
  const job = note || (collected && collects(shop)) ? null : jobFor(route, shop, webhookId);
  const isNew = await store(
    {
      shop,
      webhookId,
      topic,
      eventId: headers.eventId,
      apiVersion: headers.apiVersion,
      digest: ONCE.includes(topic) ? signature : null,
      triggeredAt: headers.triggeredAt,
      resourceId: payload ? resourceOf(payload, text, topic) : null,
      payload: payload ? keptPayload(payload, COMPLIANCE_TOPICS.includes(topic)) : {},
      note,
    },
    job,
  );
  if (isNew && collected && job) collecting.set(shop, performance.now());
  return answer(200);
}

const jobFor = (route: WebhookRoute, shop: string, webhookId: string): Prisma.Sql =>
  route === "/webhooks/orders"
    ? addedJob(HANDLE_ORDER_WEBHOOKS, { shop }, { runAt: new Date(now().getTime() + COLLECT_MS) })
    : addedJob(HANDLE_WEBHOOK, { shop, webhookId });

interface Delivery extends WebhookHeaders {
  digest: string | null;
  resourceId: string | null;
  payload: Record<string, unknown>;
  /** Why it is not to be worked. */
  note: string | null;
}

/** The delivery and its job, in one statement; false for one that was stored before. */
async function store(delivery: Delivery, job: Prisma.Sql | null): Promise<boolean> {
  const { shop, webhookId, topic, eventId, apiVersion, digest, resourceId, note } = delivery;
  const at = now();
  const { text, values } = Prisma.sql`
    WITH stored AS (
      INSERT INTO "WebhookDelivery" (shop, "webhookId", topic, "eventId", "apiVersion", digest,
        "triggeredAt", "receivedAt", "resourceId", payload, state, note, "doneAt")
      VALUES (${shop}, ${webhookId}, ${topic}, ${eventId}, ${apiVersion}, ${digest},
        ${delivery.triggeredAt}::timestamptz, ${at}, ${resourceId}, ${JSON.stringify(delivery.payload)}::jsonb,
        ${note === null ? "stored" : "ignored"}, ${note}, ${note === null ? null : at}::timestamptz)
      ON CONFLICT DO NOTHING RETURNING 1
    ), asked AS (SELECT ${job ?? Prisma.sql`NULL`} AS job FROM stored)
    SELECT count(*)::int AS stored, count(job)::int AS jobs FROM asked`;
  const { rows } = await intakePool.query<{ stored: number }>(text, values);
  return rows[0]?.stored === 1;
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
