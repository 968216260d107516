import type { GiftCardId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Entry } from "./kinds.ts";

export interface OrderEntry extends Entry {
  orderId: OrderId;
}

/** Makes the entries of these orders equal to `entries`. Answers the cards whose entries changed. */
export async function storeOrderEntries(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
  entries: readonly OrderEntry[],
): Promise<GiftCardId[]> {
  const keys = entries.map(({ key }) => key);
  const gone = await tx.$queryRaw<{ giftCardId: GiftCardId | null }[]>`
    DELETE FROM "GiftCardEntry" WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}::text[])
      AND NOT key = ANY(${keys}::text[]) RETURNING "giftCardId"`;
  // In the order of their keys, so that two imports never wait for each other.
  const changed = await tx.$queryRaw<{ giftCardId: GiftCardId | null }[]>`
    INSERT INTO "GiftCardEntry" AS e (shop, key, kind, at, currency, amount, "giftCardId", "orderId")
    SELECT ${shop}, r.key, r.kind, r.at, r.currency, r.amount, r."giftCardId", r."orderId"
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS r(key text, kind text, at timestamptz, currency text, amount numeric, "giftCardId" text, "orderId" text)
    ORDER BY r.key
    ON CONFLICT (shop, key) DO UPDATE SET kind = EXCLUDED.kind, at = EXCLUDED.at, currency = EXCLUDED.currency,
      amount = EXCLUDED.amount, "giftCardId" = EXCLUDED."giftCardId", "orderId" = EXCLUDED."orderId"
    WHERE (e.kind, e.at, e.currency, e.amount, e."giftCardId") IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED.at, EXCLUDED.currency, EXCLUDED.amount, EXCLUDED."giftCardId")
    RETURNING "giftCardId"`;
  const cards = [...gone, ...changed].flatMap(({ giftCardId }) =>
    giftCardId === null ? [] : [giftCardId],
  );
  return [...new Set(cards)].sort();
}

/** Books cards as Shopify told them: issued with their first value. One of a file needs no entry of its own any more. */
export async function storeIssued(
  tx: Tx,
  shop: string,
  giftCardIds: readonly GiftCardId[],
): Promise<void> {
  const ids = [...giftCardIds];
  await tx.$executeRaw`
    DELETE FROM "GiftCardEntry" e USING "GiftCard" c
    WHERE e.shop = ${shop} AND c.shop = ${shop} AND c."giftCardId" = ANY(${ids}::text[]) AND c.source = 'shopify'
      AND e.key = 'imported:' || c."giftCardId"`;
  await tx.$executeRaw`
    INSERT INTO "GiftCardEntry" AS e (shop, key, kind, at, currency, amount, "giftCardId")
    SELECT shop, CASE source WHEN 'file' THEN 'imported:' ELSE 'issued:' END || "giftCardId",
      CASE source WHEN 'file' THEN 'imported' ELSE 'issued' END, "issuedAt", currency, initial, "giftCardId"
    FROM "GiftCard" WHERE shop = ${shop} AND "giftCardId" = ANY(${ids}::text[]) AND source IN ('shopify', 'file') AND initial IS NOT NULL
    ORDER BY "giftCardId"
    ON CONFLICT (shop, key) DO UPDATE SET at = EXCLUDED.at, currency = EXCLUDED.currency, amount = EXCLUDED.amount
    WHERE (e.at, e.currency, e.amount) IS DISTINCT FROM (EXCLUDED.at, EXCLUDED.currency, EXCLUDED.amount)`;
}

/**
 * What disabled and expired cards hold is owed to nobody: it is taken off on the day they ended. What is booked of them after that day is taken off
 * as it comes, so that the months before keep their figures.
 */
export async function storeEnded(
  tx: Tx,
  shop: string,
  giftCardIds: readonly GiftCardId[],
): Promise<void> {
  const ids = [...new Set(giftCardIds)].sort();
  if (ids.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM "GiftCardEntry" WHERE shop = ${shop} AND kind = 'ended' AND "giftCardId" = ANY(${ids}::text[])`;
  await tx.$executeRaw`
    INSERT INTO "GiftCardEntry" (shop, key, kind, at, currency, amount, "giftCardId")
    WITH ended AS (
      SELECT c."giftCardId", CASE c.state
          WHEN 'disabled' THEN coalesce(c."deactivatedAt", c."issuedAt")
          ELSE (c."expiresOn" + 1)::timestamp AT TIME ZONE coalesce(s."timeZone", 'UTC') END AS at
      FROM "GiftCard" c JOIN "Shop" s ON s.domain = c.shop
      WHERE c.shop = ${shop} AND c."giftCardId" = ANY(${ids}::text[]) AND c.state IN ('disabled', 'expired')
    ), booked AS (
      SELECT d."giftCardId", d.at AS ended, e.key, e.at, e.currency, e.amount FROM ended d
      JOIN "GiftCardEntry" e ON e.shop = ${shop} AND e."giftCardId" = d."giftCardId" AND e.kind <> 'ended' AND e.amount <> 0
    )
    SELECT ${shop}, 'ended:' || b."giftCardId" || ':' || b.currency, 'ended', b.ended, b.currency, -sum(b.amount), b."giftCardId"
    FROM (SELECT "giftCardId", ended, currency, amount FROM booked WHERE at <= ended) b
    GROUP BY b."giftCardId", b.ended, b.currency HAVING sum(b.amount) <> 0
    UNION ALL
    SELECT ${shop}, 'ended:' || l."giftCardId" || ':' || l.key, 'ended', l.at, l.currency, -l.amount, l."giftCardId"
    FROM (SELECT "giftCardId", key, at, currency, amount FROM booked WHERE at > ended) l
    ON CONFLICT (shop, key) DO NOTHING`;
}
