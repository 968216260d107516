import { db } from "#app/db/client.server.ts";
import type { WebhookDelivery } from "#app/db/generated/client.ts";
import { forgetListing } from "#app/domain/orders/erase.server.ts";
import { cancelRuns } from "#app/domain/runs/erase.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { InstallationDocument } from "#app/shopify/generated/admin.ts";
import { endSessions, noteScopes } from "#app/shopify/sessions.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import type { Handled } from "#app/shopify/webhook-handled.ts";

/**
 * Ends sessions and work, keeps what accounting needs. An uninstall that is older than the current install came late and is ignored, and
 * so is one that Shopify does not confirm: a delivery's signature covers neither its time nor its id, so an old one can be sent again.
 */
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
  const asked = await shopifyRequest(shop, InstallationDocument, {});
  if (asked.ok) return { state: "ignored", note: "The app is installed on this shop." };
  if (asked.error.kind !== "auth" && asked.error.kind !== "shopUnavailable")
    throw new Error(`asking whether the app is installed: ${asked.error.message}`);
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

/** The merchant granted or revoked access scopes. Which ones there are now is asked of Shopify: the payload may be an old one. */
export async function scopesChanged({ shop }: WebhookDelivery): Promise<Handled> {
  forgetToken(shop);
  const asked = await shopifyRequest(shop, InstallationDocument, {});
  if (!asked.ok) {
    if (asked.error.kind === "auth" || asked.error.kind === "shopUnavailable")
      return { state: "ignored", note: asked.error.message };
    throw new Error(`asking for the app's permissions: ${asked.error.message}`);
  }
  const scopes = asked.value.currentAppInstallation.accessScopes
    .map(({ handle }) => handle)
    .join(",");
  await db.$transaction(async (tx) => {
    await tx.shop.updateMany({ where: { domain: shop }, data: { scopes } });
    await noteScopes(tx, shop, scopes);
  });
  return { state: "done" };
}
