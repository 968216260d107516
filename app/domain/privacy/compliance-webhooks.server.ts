import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Prisma, WebhookDelivery } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Handled } from "#app/shopify/webhook-handled.ts";
import { subjectOf, recordOf } from "./compliance.ts";
import { heldData } from "./held-data.server.ts";
import { redactCustomer, redactShop } from "./redact.server.ts";

const AGAIN_MS = 24 * 60 * 60_000;

/** The three mandatory requests; each ends with a record of what was done. */
export async function compliance(delivery: WebhookDelivery): Promise<Handled> {
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
