import type { Tx } from "#app/db/client.server.ts";

/** The traffic about these orders. */
export async function eraseTrafficOf(tx: Tx, shop: string, orderIds: string[]): Promise<void> {
  await tx.apiLog.deleteMany({ where: { shop, orderId: { in: orderIds } } });
}

/** Deliveries about these resources, and traffic that names one of them or the e-mail address. */
export async function eraseMentions(
  tx: Tx,
  shop: string,
  { gids, email }: { gids: string[]; email: string | null },
): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { shop, resourceId: { in: gids } },
    data: { payload: {} },
  });
  await tx.$executeRaw`
    DELETE FROM "ApiLog" WHERE "shop" = ${shop} AND (EXISTS (SELECT 1 FROM unnest(${gids}::text[]) g WHERE strpos("request"::text, '"' || g || '"') > 0)
      OR (${email}::text IS NOT NULL AND strpos(lower(concat("request"::text, "response"::text)), ${email}) > 0))`;
}

/** Tokens, traffic and payloads of a shop that left. */
export async function eraseShopify(tx: Tx, shop: string): Promise<void> {
  const where = { shop };
  await tx.session.deleteMany({ where });
  await tx.apiLog.deleteMany({ where });
  await tx.throttleBucket.deleteMany({ where });
  await tx.webhookDelivery.updateMany({ where, data: { payload: {} } });
}
