import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import type { WebhookDelivery } from "#app/db/generated/client.ts";
import { forgetListing } from "#app/domain/orders/erase.server.ts";
import { cancelRuns } from "#app/domain/runs/erase.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { endSessions, noteScopes } from "#app/shopify/sessions.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import type { Handled } from "#app/shopify/webhook-handled.ts";

/** Ends sessions and work, keeps what accounting needs. An uninstall that is older than the current install came late and is ignored. */
export async function uninstalled({
  shop,
  triggeredAt,
  receivedAt,
}: WebhookDelivery): Promise<Handled> {
  const at = triggeredAt ?? receivedAt;
  const current = await db.shop.findUnique({ where: { domain: shop } });
  if (!current) return { state: "ignored", note: "The shop is not known." };
  if (current.installedAt > at)
    return { state: "ignored", note: "The app was installed again after this uninstall." };
  await db.$transaction(async (tx) => {
    await endSessions(tx, shop);
    await tx.shop.updateMany({ where: { domain: shop }, data: { uninstalledAt: at } });
    await cancelRuns(tx, shop);
    await forgetListing(tx, shop);
  });
  forgetToken(shop);
  logger.info({ shop }, "the app was removed from a shop");
  return { state: "done" };
}

const scopesPayload = z.object({ current: z.array(z.string()) });

/** The merchant granted or revoked access scopes. */
export async function scopesChanged({ shop, payload }: WebhookDelivery): Promise<Handled> {
  const parsed = scopesPayload.safeParse(payload);
  if (!parsed.success) return { state: "ignored", note: "The payload names no scopes." };
  const scopes = parsed.data.current.join(",");
  await db.$transaction(async (tx) => {
    await tx.shop.updateMany({ where: { domain: shop }, data: { scopes } });
    await noteScopes(tx, shop, scopes);
  });
  forgetToken(shop);
  return { state: "done" };
}
