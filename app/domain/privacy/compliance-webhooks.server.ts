import { db, type Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { WebhookDelivery } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Handled } from "#app/shopify/webhook-handled.ts";
import { subjectOf, recordOf, type Subject } from "./compliance.ts";
import { heldData } from "./held-data.server.ts";
import { readProgress, START } from "./progress.ts";
import { type Erasure, redactCustomer, redactShop } from "./redact.server.ts";

/** When an order with a call under way is looked at again: the call ends by itself long before the bound of a claim's age. */
const AGAIN_MS = 2 * 60_000;
/** How long one job erases before others have the worker. */
const TURN_MS = 20_000;

const later = (ms: number): Handled => ({ state: "done", again: new Date(now().getTime() + ms) });

/** The three mandatory requests; each ends with a record of what was done. */
export async function compliance(delivery: WebhookDelivery): Promise<Handled> {
  const { shop, topic, payload } = delivery;
  if (topic === "shop/redact") return leave(delivery);
  const subject = subjectOf(payload);
  if (!subject) return { state: "ignored", note: "The payload names nobody." };
  if (topic === "customers/redact") return forget(delivery, subject);
  const data = await db.$transaction((tx) => heldData(tx, shop, subject), { timeout: 60_000 });
  await saveRequest(db, delivery, { subject: recordOf(subject), result: data, doneAt: now() });
  return { state: "done" };
}

async function leave(delivery: WebhookDelivery): Promise<Handled> {
  const current = await db.shop.findUnique({ where: { domain: delivery.shop } });
  if (current && !current.uninstalledAt) {
    const note = "The app is installed on this shop again.";
    await saveRequest(db, delivery, { subject: {}, result: { ignored: note }, doneAt: now() });
    return { state: "ignored", note };
  }
  const result = await redactShop(await erasureFor(delivery, {}));
  if (!result) return later(0);
  return finish(delivery, {}, result);
}

async function forget(delivery: WebhookDelivery, subject: Subject): Promise<Handled> {
  const record = recordOf(subject);
  const result = await redactCustomer(await erasureFor(delivery, record), subject);
  if (!result) return later(0);
  return finish(delivery, record, result);
}

async function finish(
  delivery: WebhookDelivery,
  subject: object,
  result: { orders: number; waiting: number },
): Promise<Handled> {
  const { shop, webhookId } = delivery;
  logger.info({ shop, webhookId, orders: result.orders }, "personal data was erased");
  const isDone = result.waiting === 0;
  await saveRequest(db, delivery, {
    subject,
    result,
    doneAt: isDone ? now() : null,
    // All are gone through again: what is erased already costs little, and what waited is found.
    ...(isDone ? {} : { progress: { ...START, orders: result.orders } }),
  });
  return isDone ? { state: "done" } : later(AGAIN_MS);
}

/** Goes on where an earlier job came to. */
async function erasureFor(delivery: WebhookDelivery, subject: object): Promise<Erasure> {
  const { shop, webhookId } = delivery;
  const request = await db.privacyRequest.findUnique({
    where: { shop_webhookId: { shop, webhookId } },
    select: { progress: true },
  });
  return {
    shop,
    progress: readProgress(request?.progress),
    keep: (tx, progress) => saveRequest(tx, delivery, { subject, progress, doneAt: null }),
    until: now().getTime() + TURN_MS,
  };
}

interface Kept {
  subject: object;
  result?: object;
  progress?: object;
  doneAt: Date | null;
}

const stored = (value: object | undefined): Prisma.InputJsonObject | typeof Prisma.DbNull =>
  value === undefined
    ? Prisma.DbNull
    : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject);

async function saveRequest(tx: Tx, delivery: WebhookDelivery, kept: Kept): Promise<void> {
  const { shop, topic, webhookId } = delivery;
  const data = {
    subject: kept.subject as Prisma.InputJsonObject,
    result: stored(kept.result),
    progress: stored(kept.progress),
    doneAt: kept.doneAt,
  };
  await tx.privacyRequest.upsert({
    where: { shop_webhookId: { shop, webhookId } },
    create: {
      shop,
      topic,
      webhookId,
      requestedAt: delivery.triggeredAt ?? delivery.receivedAt,
      ...data,
    },
    update: data,
  });
}
