import { db } from "#app/db/client.server.ts";

interface Row {
  webhookId: string;
  told: string | null;
  writtenAt: string | null;
  beforeAt: string | null;
  readUpTo: Date;
}

/**
 * Which of these deliveries of orders/updated tell of nothing but the document number that the app itself wrote: Shopify gave that write the same time, and
 * the order had been read as it stood right before. One for each write: a second delivery of the same second is of another change.
 * Such an order is not read again for it; the next sync lists it with the others.
 */
export async function ownEchoes(
  shop: string,
  deliveries: readonly { webhookId: string }[],
): Promise<ReadonlySet<string>> {
  if (deliveries.length === 0) return new Set();
  const webhookIds = deliveries.map(({ webhookId }) => webhookId);
  const rows = await db.$queryRaw<Row[]>`
    SELECT DISTINCT ON (t.id) d."webhookId", d.payload ->> 'updated_at' AS told,
      t.result ->> 'writtenAt' AS "writtenAt", t.result ->> 'beforeAt' AS "beforeAt", o."shopifyUpdatedAt" AS "readUpTo"
    FROM "WebhookDelivery" d
    JOIN "Task" t ON t.shop = d.shop AND t."orderId" = d."resourceId" AND t.kind = 'writeDocumentAttribute' AND t.state = 'done'
    JOIN "Order" o ON o.shop = d.shop AND o."orderId" = d."resourceId"
    WHERE d.shop = ${shop} AND d."webhookId" = ANY(${webhookIds}::text[])
      AND NOT EXISTS (SELECT 1 FROM "WebhookDelivery" e WHERE e.shop = d.shop AND e."resourceId" = d."resourceId"
        AND e.state <> 'stored' AND e.payload ->> 'updated_at' = d.payload ->> 'updated_at')
    ORDER BY t.id, d."receivedAt", d."webhookId"`;
  return new Set(rows.filter(isEcho).map(({ webhookId }) => webhookId));
}

const isEcho = ({ told, writtenAt, beforeAt, readUpTo }: Row): boolean =>
  told !== null &&
  writtenAt !== null &&
  beforeAt !== null &&
  Date.parse(told) === Date.parse(writtenAt) &&
  Date.parse(beforeAt) <= readUpTo.getTime();
