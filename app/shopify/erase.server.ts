import type { Tx } from "#app/db/client.server.ts";

/** The traffic and the deliveries about these orders. */
export async function eraseTrafficOf(
  tx: Tx,
  shop: string,
  orderIds: readonly string[],
): Promise<void> {
  const ids = [...orderIds];
  await tx.apiLog.deleteMany({
    where: { shop, OR: [{ orderId: { in: ids } }, { orderIds: { hasSome: ids } }] },
  });
  await tx.webhookDelivery.updateMany({
    where: { shop, resourceId: { in: ids } },
    data: { payload: {} },
  });
}

/** Traffic that names one of these resources or the e-mail address: one pass over what is logged of the shop. */
export async function eraseMentions(
  tx: Tx,
  shop: string,
  { gids, email }: { gids: readonly string[]; email: string | null },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "ApiLog" l WHERE l.shop = ${shop} AND (
      EXISTS (
        SELECT 1 FROM regexp_matches(concat(l.request::text, l.response::text), 'gid://shopify/\\w+/\\d+', 'g') AS m
        WHERE m[1] = ANY(${[...gids]}::text[]))
      OR (${email}::text IS NOT NULL
        AND strpos(lower(concat(l.request::text, l.response::text)), ${email}::text) > 0))`;
}

/** Tokens of a shop that left. */
export async function eraseSessions(tx: Tx, shop: string): Promise<void> {
  await tx.session.deleteMany({ where: { shop } });
  await tx.throttleBucket.deleteMany({ where: { shop } });
}

/** The next `most` rows of a shop's traffic; how many there were. */
export async function eraseSomeTraffic(tx: Tx, shop: string, most: number): Promise<number> {
  const logs = await tx.$executeRaw`
    DELETE FROM "ApiLog" WHERE shop = ${shop}
      AND id IN (SELECT id FROM "ApiLog" WHERE shop = ${shop} LIMIT ${most})`;
  const deliveries = await tx.$executeRaw`
    UPDATE "WebhookDelivery" SET payload = '{}' WHERE shop = ${shop} AND "webhookId" IN (
      SELECT "webhookId" FROM "WebhookDelivery" WHERE shop = ${shop} AND payload <> '{}' LIMIT ${most})`;
  return logs + deliveries;
}
