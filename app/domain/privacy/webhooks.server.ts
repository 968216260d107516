import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Prisma, WebhookDelivery } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { handleOrderWebhooks } from "#app/domain/webhooks/order-webhooks.server.ts";
import { HANDLE_WEBHOOK } from "#app/shopify/webhook.server.ts";
import { isTopicOf } from "#app/shopify/webhook-topics.ts";
import { subjectOf, recordOf } from "./compliance.ts";
import { heldData } from "./held-data.server.ts";
import { redactCustomer, redactShop } from "./redact.server.ts";

interface Handled {
  state: "done" | "ignored";
  note?: string;
  /** Not finished: come back then. */
  again?: Date;
}

const AGAIN_MS = 24 * 60 * 60_000;

/** Works a stored delivery. Throws what is worth another try; a delivery already worked is passed over. */
export async function handleWebhook(shop: string, webhookId: string): Promise<void> {
  const delivery = await db.webhookDelivery.findUnique({
    where: { shop_webhookId: { shop, webhookId } },
  });
  if (!delivery || delivery.state !== "stored") return;
  // Stored by an app that worked them one by one.
  if (isTopicOf("/webhooks/orders", delivery.topic)) return handleOrderWebhooks(shop);
  const handled = await handle(delivery);
  await db.$transaction(async (tx) => {
    if (handled.again) {
      await addJob(
        tx,
        HANDLE_WEBHOOK,
        { shop, webhookId },
        { runAt: handled.again, key: `${HANDLE_WEBHOOK}:${shop}:${webhookId}` },
      );
      return;
    }
    await tx.webhookDelivery.updateMany({
      where: { shop, webhookId },
      data: {
        state: handled.state,
        note: handled.note ?? null,
        doneAt: now(),
        ...(delivery.topic.startsWith("customers/") ? { payload: {} } : {}),
      },
    });
  });
}

function handle(delivery: WebhookDelivery): Promise<Handled> {
  switch (delivery.topic) {
    case "app/uninstalled":
      return uninstalled(delivery);
    case "app/scopes_update":
      return scopesChanged(delivery);
    case "customers/data_request":
    case "customers/redact":
    case "shop/redact":
      return compliance(delivery);
    default:
      return Promise.resolve({ state: "ignored", note: "The app has no use for this topic." });
  }
}

/** Ends sessions and work, keeps what accounting needs. An uninstall that is older than the current install came late and is ignored. */
async function uninstalled({ shop, triggeredAt, receivedAt }: WebhookDelivery): Promise<Handled> {
  const at = triggeredAt ?? receivedAt;
  const current = await db.shop.findUnique({ where: { domain: shop } });
  if (!current) return { state: "ignored", note: "The shop is not known." };
  if (current.installedAt > at)
    return { state: "ignored", note: "The app was installed again after this uninstall." };
  await db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { shop } });
    await tx.shop.updateMany({ where: { domain: shop }, data: { uninstalledAt: at } });
    await tx.syncRun.updateMany({
      where: { shop, state: { in: ["running", "pausing", "paused"] } },
      data: { state: "cancelled", endedAt: now() },
    });
    await tx.orderToImport.deleteMany({ where: { shop } });
    await tx.syncCursor.deleteMany({ where: { shop } });
  });
  forgetToken(shop);
  logger.info({ shop }, "the app was removed from a shop");
  return { state: "done" };
}

const scopesPayload = z.object({ current: z.array(z.string()) });

async function scopesChanged({ shop, payload }: WebhookDelivery): Promise<Handled> {
  const parsed = scopesPayload.safeParse(payload);
  if (!parsed.success) return { state: "ignored", note: "The payload names no scopes." };
  const scopes = parsed.data.current.join(",");
  await db.$transaction(async (tx) => {
    await tx.shop.updateMany({ where: { domain: shop }, data: { scopes } });
    await tx.session.updateMany({ where: { shop, isOnline: false }, data: { scope: scopes } });
  });
  forgetToken(shop);
  return { state: "done" };
}

/** The three mandatory requests; each ends with a record of what was done. */
async function compliance(delivery: WebhookDelivery): Promise<Handled> {
  const { shop, topic, webhookId } = delivery;
  const subject = subjectOf(delivery.payload);
  if (topic !== "shop/redact" && !subject)
    return { state: "ignored", note: "The payload names nobody." };
  return db.$transaction(
    async (tx): Promise<Handled> => {
      const record = (result: object, done = true): Promise<unknown> =>
        saveRequest(tx, delivery, subject ? recordOf(subject) : {}, result, done);
      if (topic === "shop/redact") {
        const current = await tx.shop.findUnique({ where: { domain: shop } });
        if (current && !current.uninstalledAt) {
          await record({ ignored: "The app is installed on this shop again." });
          return { state: "ignored", note: "The app is installed on this shop again." };
        }
        await record(await redactShop(tx, shop));
        return { state: "done" };
      }
      if (!subject) return { state: "ignored" };
      if (topic === "customers/data_request") {
        await record(await heldData(tx, shop, subject));
        return { state: "done" };
      }
      const redacted = await redactCustomer(tx, shop, subject);
      await record(redacted, redacted.waiting === 0);
      logger.info({ shop, webhookId, orders: redacted.orders }, "personal data was erased");
      return redacted.waiting === 0
        ? { state: "done" }
        : { state: "done", again: new Date(now().getTime() + AGAIN_MS) };
    },
    { timeout: 120_000 },
  );
}

async function saveRequest(
  tx: Tx,
  delivery: WebhookDelivery,
  subject: object,
  result: object,
  done: boolean,
): Promise<void> {
  const { shop, topic, webhookId } = delivery;
  const data = {
    subject: subject as Prisma.InputJsonObject,
    result: JSON.parse(JSON.stringify(result)) as Prisma.InputJsonObject,
    doneAt: done ? now() : null,
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

const payloadSchema = z.object({ shop: z.string().min(1), webhookId: z.string().min(1) });

/** Jobs of webhooks, for the worker's catalog. */
export const webhookJobs: Record<string, (payload: unknown) => Promise<void>> = {
  [HANDLE_WEBHOOK]: async (payload) => {
    const { shop, webhookId } = payloadSchema.parse(payload);
    await handleWebhook(shop, webhookId);
  },
};
